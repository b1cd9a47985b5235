"""One booking: name and phone behind an audited 「表示」, and the moves of clinic.bookings.moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from clinic.bookings import moves
from clinic.bookings.capacity import SlotTaken
from clinic.bookings.kinds import Kind
from clinic.bookings.lookup import BookingUnknown, by_reference
from clinic.bookings.models import Booking
from clinic.bookings.transitions import is_allowed
from clinic.bookings.wishes import WishRefused
from clinic.encryption import ValueUnreadable
from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.noting import What, note
from frontdesk.console.refusals import refuse
from frontdesk.console.returning import back
from frontdesk.console.roles import Right

# Moves that need a time, and what each is called on its button.
TIMED: Mapping[str, tuple[Kind, str, Callable[..., Booking]]] = {
    "confirm": (Kind.CONFIRMED, "この日時で確定する", moves.confirm),
    "propose": (Kind.PROPOSED, "この日時を提案する", moves.propose),
    "reschedule": (Kind.RESCHEDULED, "この日時に変更する", moves.reschedule),
}
PLAIN: Mapping[str, tuple[Kind, str, Callable[..., Booking]]] = {
    "called": (Kind.CALLED, "電話をかけ、話せた", lambda booking, by: moves.call_attempt(booking, reached=True, by=by)),
    "missed": (
        Kind.CALLED,
        "電話をかけたが、出なかった",
        lambda booking, by: moves.call_attempt(booking, reached=False, by=by),
    ),
    "decline": (Kind.DECLINED, "お断りする", moves.decline),
    "cancel": (Kind.CANCELLED, "取り消す", moves.cancel),
    "complete": (Kind.COMPLETED, "来院済みにする", moves.complete),
}


@needs(Right.HANDLE)
def booking(request: StaffRequest, reference: str) -> HttpResponse:
    """The booking, its history and what can be done with it. Name and phone stay hidden."""
    found = _found(reference)
    note(request, What.VIEW, "booking", booking=found.reference)
    return render(request, "console/booking.html", _content(found))


@needs(Right.HANDLE, "POST")
def reveal(request: StaffRequest, reference: str) -> HttpResponse:
    """「表示」: name, phone, mail and concern, once, with an entry in the audit."""
    found = _found(reference)
    note(request, What.REVEAL, "booking", booking=found.reference)
    try:
        shown = {"name": found.name, "phone": found.phone, "email": found.email, "concern": found.concern}
    except ValueUnreadable:
        return refuse(request, 500, "予約の内容を読み取れません。暗号の鍵の設定を担当者に確かめてください。")
    return render(request, "console/booking.html", {**_content(found), "shown": shown})


@needs(Right.HANDLE, "POST")
def move(request: StaffRequest, reference: str) -> HttpResponse:
    """One move on the version that the form was made for; the second of two people gets 409."""
    found = _found(reference)
    version = request.POST.get("version", "")
    if version.isdecimal():
        found.version = int(version)
    action, by = request.POST.get("action", ""), request.user.get_username()
    page = reverse("console-queue-booking", args=[found.reference])
    try:
        if action in TIMED:
            at = _moment(request)
            if at is None:
                return _refused(request, found, "日付と時刻を入れてください。")
            TIMED[action][2](found, at=at, by=by)
        elif action in PLAIN:
            PLAIN[action][2](found, by=by)
        else:
            return back(request, page, "操作を選んでください。", is_problem=True)
    except (moves.StaleVersion, moves.MoveNotAllowed) as error:
        return refuse(request, 409, error.message_ja)
    except (WishRefused, moves.TooEarly) as error:
        return _refused(request, found, error.message_ja)
    except SlotTaken as error:
        free = "、".join(wish.label() for wish in error.alternatives)
        return _refused(request, found, "その時間は埋まっています。" + (f"空いている時間: {free}" if free else ""))
    note(request, What.CHANGE, f"booking {action}", booking=found.reference)
    return back(request, page, "変更しました。ご本人には、会話・予約のページ・メールのうち届くもので知らせます。")


def _found(reference: str) -> Booking:
    try:
        return by_reference(reference)
    except BookingUnknown as error:
        raise Http404 from error


def _moment(request: StaffRequest) -> datetime | None:
    """Date and time of the form, in Japan; None when one is missing or no date."""
    try:
        value = datetime.fromisoformat(f"{request.POST.get('day', '')}T{request.POST.get('at', '')}")
    except ValueError:
        return None
    return timezone.make_aware(value) if timezone.is_naive(value) else value


def _refused(request: StaffRequest, found: Booking, problem: str) -> HttpResponse:
    """The form once more, with what was written in it."""
    written = {"day": request.POST.get("day", ""), "at": request.POST.get("at", "")}
    content = {**_content(_found(found.reference)), "problem": problem, **written}
    return render(request, "console/booking.html", content, status=422)


def _content(found: Booking) -> dict[str, Any]:
    soon = found.appointment_at or found.proposed_at
    wish = next((wish for wish in found.wishes if wish.day), None)
    local = timezone.localtime(soon) if soon else None
    day = local.date() if local else (wish.day if wish else None)
    at = local.time() if local else (wish.at if wish else None)
    return {
        "booking": found,
        "timed": [(name, label) for name, (kind, label, _) in TIMED.items() if is_allowed(kind, found.state)],
        "plain": [(name, label) for name, (kind, label, _) in PLAIN.items() if is_allowed(kind, found.state)],
        "history": found.history.order_by("-version"),
        "day": day.isoformat() if day else "",
        "at": f"{at:%H:%M}" if at else "",
    }
