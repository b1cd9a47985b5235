"""会話一覧: the list with its filters, saved views, and what is done with several conversations at once."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.learning.data_folder import taught
from frontdesk.console.lists.chips import chips_of
from frontdesk.console.lists.filters import RATINGS, STATUS, TIERS, Filters, read_filters
from frontdesk.console.lists.rows import page_of
from frontdesk.console.lists.selection import select
from frontdesk.console.models import Desk, SavedView, Tag
from frontdesk.console.noting import What, note
from frontdesk.console.returning import back
from frontdesk.console.roles import Right, rights_of
from frontdesk.console.standing import standing
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.status_moves import MoveNotAllowed, StaleVersion
from frontdesk.conversations.takeover import assign, resolve

MOST_AT_ONCE = 50
ACTIONS = ("read", "tag", "assign", "done")


@needs(Right.READ)
def conversations(request: StaffRequest) -> HttpResponse:
    """The list. A part of it that asks by itself gets 204 while nothing has changed."""
    version = standing()
    if request.htmx and request.GET.get("since") == version:
        return HttpResponse(status=204)
    view = _view(request)
    if view:
        return redirect(f"{reverse('console-conversations')}?{view.query}")
    filters = read_filters(request.GET)
    content = {**_content(request, filters), "version": version}
    if request.htmx:
        return render(request, "console/conversations_rows.html", content)
    note(request, What.VIEW, "conversations")
    return render(request, "console/conversations.html", {**content, **_choices(request)})


def _content(request: StaffRequest, filters: Filters) -> dict[str, Any]:
    found = select(filters, request.user.get_username())
    page = page_of(found, request.GET.get("before", ""))
    query = _query(request, "before", "since")
    return {
        "filters": filters,
        "page": page,
        "total": found.count(),
        "chips": chips_of(request.GET, filters),
        "query": query,
        "next_query": _with(query, before=str(page.next)) if page.next else "",
        "is_first": not request.GET.get("before"),
    }


def _choices(request: StaffRequest) -> dict[str, Any]:
    return {
        "channels": Conversation.Channel.choices,
        "statuses": STATUS.items(),
        "tiers": TIERS.items(),
        "ratings": RATINGS.items(),
        "outcomes": Turn.Outcome.choices,
        "topics": taught().titles.items(),
        "tags": Tag.objects.all(),
        "accounts": accounts(),
        "views": SavedView.objects.filter(owner=request.user),
    }


def accounts() -> list[str]:
    """Who a conversation can be given to."""
    return list(
        User.objects.filter(is_active=True, groups__name__in=("responder", "manager"))
        .distinct()
        .order_by("username")
        .values_list("username", flat=True)
    )


@needs(Right.READ, "POST")
def save_view(request: StaffRequest) -> HttpResponse:
    """Keeps the list's filters under a name; the same name again replaces them."""
    name = request.POST.get("name", "").strip()[:30]
    query = request.POST.get("query", "")[:1000]
    if not name:
        return back(request, reverse("console-conversations"), "ビューの名前を書いてください。", is_problem=True)
    SavedView.objects.update_or_create(owner=request.user, name=name, defaults={"query": query})
    return back(request, f"{reverse('console-conversations')}?{query}", f"ビュー「{name}」を保存しました。")


@needs(Right.READ, "POST")
def delete_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Forgets a saved view of one's own."""
    get_object_or_404(SavedView, pk=pk, owner=request.user).delete()
    return back(request, reverse("console-conversations"), "ビューを削除しました。")


@needs(Right.MARK, "POST")
def bulk(request: StaffRequest) -> HttpResponse:
    """既読, タグ, 担当 or 対応済み for the conversations that are ticked."""
    found = Conversation.objects.filter(pk__in=_ticked(request)).order_by("-started_at")[:MOST_AT_ONCE]
    action = request.POST.get("action", "")
    if action not in ACTIONS:
        return back(request, reverse("console-conversations"), "操作を選んでください。", is_problem=True)
    done = sum(_do(request, action, one) for one in found)
    note(request, What.CHANGE, f"conversations: {action}"[:64], rows=done)
    left = len(found) - done
    said = f"{done}件を変更しました。" + (f"{left}件は、いまの状態ではこの操作ができません。" if left else "")
    return back(request, reverse("console-conversations"), said, is_problem=not done)


def _do(request: StaffRequest, action: str, one: Conversation) -> bool:
    """True when the action was possible for this conversation."""
    account = request.user.get_username()
    if action == "read":
        Desk.objects.update_or_create(conversation=one, defaults={"read_number": one.last_number})
        return True
    if action == "tag":
        tag = Tag.objects.filter(name=request.POST.get("tag", "")).first()
        if tag:
            Desk.objects.get_or_create(conversation=one)[0].tags.add(tag)
        return tag is not None
    if Right.HANDLE not in rights_of(request.user):
        return False
    try:
        if action == "done":
            resolve(one.pk, "一覧で対応済み", account, version=one.version)
        elif action == "assign" and request.POST.get("assignee") in accounts():
            assign(one.pk, request.POST["assignee"], account, version=one.version)
        else:
            return False
    except (MoveNotAllowed, StaleVersion):
        return False
    return True


def _ticked(request: StaffRequest) -> list[uuid.UUID]:
    ids = []
    for value in request.POST.getlist("id"):
        try:
            ids.append(uuid.UUID(value))
        except ValueError:
            continue
    return ids


def _view(request: StaffRequest) -> SavedView | None:
    number = request.GET.get("view", "")
    return SavedView.objects.filter(owner=request.user, pk=number).first() if number.isdecimal() else None


def _query(request: StaffRequest, *without: str) -> str:
    params = request.GET.copy()
    for name in without:
        params.pop(name, None)
    return params.urlencode()


def _with(query: str, **more: str) -> str:
    params = QueryDict(query, mutable=True)
    for name, value in more.items():
        params[name] = value
    return params.urlencode()
