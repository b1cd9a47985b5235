"""Taking a conversation over, replying, giving it back, closing it: the moves of frontdesk.conversations.takeover."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.noting import What, note
from frontdesk.console.pages.conversations import accounts
from frontdesk.console.refusals import refuse
from frontdesk.console.returning import back
from frontdesk.console.roles import Right
from frontdesk.conversations import takeover
from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.status_moves import MoveNotAllowed, StaleVersion

LONGEST_DONE = 200


def _moved(request: StaffRequest, pk: uuid.UUID, what: str, move: Callable[[], object], said: str) -> HttpResponse:
    """Back to the page after the move, or the reason why it was not made."""
    page = reverse("console-conversation", args=[pk])
    try:
        move()
    except ConversationGone as error:
        raise Http404 from error
    except (StaleVersion, MoveNotAllowed) as error:
        return refuse(request, 409, str(error))
    except takeover.TextRefused as error:
        return back(request, page, str(error), is_problem=True)
    note(request, What.CHANGE, what, conversation=pk)
    return back(request, page, said)


def _version(request: StaffRequest) -> int | None:
    """The version that the form was made for."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() else None


@needs(Right.HANDLE, "POST")
def take_over(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """引き継ぐ. A conversation that is not in the queue yet is put there first."""
    account, version = request.user.get_username(), _version(request)

    def move() -> None:
        if request.POST.get("ask"):
            takeover.ask_for_person(pk, by=account)
            takeover.take_over(pk, account)
        else:
            takeover.take_over(pk, account, version=version)

    return _moved(request, pk, "taken over", move, "引き継ぎました。自動応答は止まっています。")


@needs(Right.HANDLE, "POST")
def reply(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """Staff's words to the visitor."""
    text, version = request.POST.get("text", ""), _version(request)
    return _moved(
        request, pk, "replied", lambda: takeover.staff_says(pk, text, request.user.get_username(), version=version),
        "返信しました。",
    )  # fmt: skip


@needs(Right.HANDLE, "POST")
def give_back(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """自動応答にもどす."""
    account, version = request.user.get_username(), _version(request)
    return _moved(
        request, pk, "given back", lambda: takeover.give_back(pk, "staff", by=account, version=version),
        "自動応答にもどしました。会話は「要対応」のままです。",
    )  # fmt: skip


@needs(Right.HANDLE, "POST")
def assign(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """Another member of staff goes on."""
    to, account, version = request.POST.get("assignee", ""), request.user.get_username(), _version(request)
    if to not in accounts():
        page = reverse("console-conversation", args=[pk])
        return back(request, page, "担当にできるのは「対応」か「管理」の人だけです。", is_problem=True)
    return _moved(
        request,
        pk,
        "assigned",
        lambda: takeover.assign(pk, to, account, version=version),
        f"担当を{to}さんにしました。",
    )


@needs(Right.HANDLE, "POST")
def resolve(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """対応済みにする, with what was done."""
    done = request.POST.get("done", "").strip()[:LONGEST_DONE] or "対応済み"
    account, version = request.user.get_username(), _version(request)
    return _moved(
        request, pk, "resolved", lambda: takeover.resolve(pk, done, account, version=version), "対応済みにしました。"
    )


@needs(Right.HANDLE, "POST")
def reopen(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """元に戻す."""
    account, version = request.user.get_username(), _version(request)
    return _moved(
        request, pk, "reopened", lambda: takeover.reopen(pk, account, version=version), "要対応にもどしました。"
    )
