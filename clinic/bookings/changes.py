"""One change of a booking: version check, new state, history row, notices and signal, in one transaction."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking, BookingHistory
from clinic.bookings.transitions import TRANSITIONS, is_allowed
from clinic.notices.outbox import tell
from clinic.signals import booking_changed

VISITOR = "visitor"
SYSTEM = "system"


class StaleVersion(Exception):
    """Raised when somebody else changed the booking first; `by` says who, `message_ja` says it to staff."""

    def __init__(self, by: str) -> None:
        self.by = by
        self.message_ja = f"{_name_of(by)}が先に変更しました。最新の内容を確かめてから、もう一度操作してください。"
        super().__init__(self.message_ja)


class MoveNotAllowed(Exception):
    """Raised when the booking's state does not allow the move; `message_ja` says it to staff."""

    def __init__(self, kind: Kind, state: str) -> None:
        self.message_ja = f"状態が「{Booking.State(state).label}」の予約では、「{kind.label}」はできません。"
        super().__init__(self.message_ja)


@transaction.atomic
def change(
    booking: Booking,
    kind: Kind,
    *,
    by: str,
    became: Booking.State | None = None,
    is_news: bool = True,
    **values: Any,
) -> Booking:
    """Moves the booking that the caller has read, and sets `values` with it; returns it as it then is.

    `became` is the table's state unless given. The caller's object stays as read. Raises MoveNotAllowed, or
    StaleVersion when `booking.version` is no longer the last: a single statement decides, so that of two people at
    once exactly one succeeds.
    """
    if not is_allowed(kind, booking.state):
        raise MoveNotAllowed(kind, booking.state)
    was, state = booking.state, became or TRANSITIONS[kind].leads_to
    moved = Booking.objects.filter(pk=booking.pk, version=booking.version).update(
        state=state, version=F("version") + 1, changed_at=timezone.now(), **values
    )
    if not moved:
        raise StaleVersion(_last_mover(booking))
    booking = Booking.objects.get(pk=booking.pk)
    note(booking, kind, by=by, was=was, is_news=is_news)
    return booking


def note(booking: Booking, kind: Kind, *, by: str, was: str = "", is_news: bool = True) -> None:
    """Writes what has happened into the history; as news, also queues notices and tells the channels after the commit."""
    BookingHistory.objects.create(
        booking=booking, by=by, kind=kind, was=was, became=booking.state, version=booking.version
    )
    if not is_news:
        return
    tell(booking, kind)
    transaction.on_commit(
        partial(booking_changed.send_robust, sender=Booking, booking=booking.pk, kind=str(kind)), robust=True
    )


def _last_mover(booking: Booking) -> str:
    last = BookingHistory.objects.filter(booking=booking.pk).order_by("-version").first()
    return last.by if last else SYSTEM


def _name_of(by: str) -> str:
    return {VISITOR: "ご本人", SYSTEM: "自動処理"}.get(by, f"{by}さん")
