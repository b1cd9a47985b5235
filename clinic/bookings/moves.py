"""What staff and visitors do with a booking. The table of what is allowed when is in clinic.bookings.transitions.

Every move takes the booking as it was read and returns it as it then is: if somebody changed it since, StaleVersion is
raised and nothing happens.
`by` is the account of a member of staff. All raise MoveNotAllowed for a state that does not allow the move.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from clinic.bookings import capacity
from clinic.bookings.changes import SYSTEM, VISITOR, MoveNotAllowed, StaleVersion, change
from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking
from clinic.notices.outbox import tell_visitor

# After so many calls without an answer a booking is 不通.
MOST_CALLS = 3


class TooEarly(Exception):
    """Raised when a booking is to be completed before its day; `message_ja` says it to staff."""

    message_ja = "予約の日時がまだ来ていないため、完了にはできません。"


@transaction.atomic
def confirm(booking: Booking, *, at: datetime, by: str) -> Booking:
    """The visitor is expected at `at`. Raises WishInPast; where the clinic counts seats WishClosed, SlotTaken."""
    moved = change(booking, Kind.CONFIRMED, by=by, appointment_at=at, proposed_at=None)
    capacity.take(moved, at)
    return moved


@transaction.atomic
def propose(booking: Booking, *, at: datetime, by: str) -> Booking:
    """Another time is proposed; it is held for the visitor where the clinic counts seats. Raises as `confirm`."""
    moved = change(booking, Kind.PROPOSED, by=by, proposed_at=at, appointment_at=None)
    capacity.take(moved, at)
    return moved


@transaction.atomic
def accept(booking: Booking) -> Booking:
    """The visitor agrees to the proposed time. Raises MoveNotAllowed when none is proposed, WishInPast when it is over."""
    if booking.proposed_at is None:
        raise MoveNotAllowed(Kind.ACCEPTED, booking.state)
    moved = change(booking, Kind.ACCEPTED, by=VISITOR, appointment_at=booking.proposed_at, proposed_at=None)
    capacity.take(moved, booking.proposed_at)
    tell_visitor(moved, Kind.CONFIRMED)  # with the calendar file
    return moved


@transaction.atomic
def reschedule(booking: Booking, *, at: datetime, by: str) -> Booking:
    """Another time than the confirmed one was agreed on. Raises as `confirm`."""
    moved = change(booking, Kind.RESCHEDULED, by=by, appointment_at=at, proposed_at=None)
    capacity.take(moved, at)
    return moved


@transaction.atomic
def decline(booking: Booking, *, by: str) -> Booking:
    """The clinic cannot meet the wish."""
    moved = change(booking, Kind.DECLINED, by=by, proposed_at=None)
    capacity.release(moved)
    return moved


@transaction.atomic
def cancel(booking: Booking, *, by: str) -> Booking:
    """The booking is cancelled by staff, for the clinic or at the visitor's word."""
    moved = change(booking, Kind.CANCELLED, by=by, proposed_at=None)
    capacity.release(moved)
    return moved


@transaction.atomic
def withdraw(booking: Booking) -> Booking:
    """The visitor cancels: at once while nothing is agreed, else staff are asked to (要確認)."""
    if booking.state == Booking.State.CONFIRMED:
        return change(booking, Kind.CANCEL_ASKED, by=VISITOR)
    moved = change(booking, Kind.WITHDRAWN, by=VISITOR, proposed_at=None)
    capacity.release(moved)
    return moved


def call_attempt(booking: Booking, *, reached: bool, by: str) -> Booking:
    """A call was made; after the third in a row that nobody answered the booking is 不通."""
    attempts = 0 if reached else booking.call_attempts + 1
    is_given_up = attempts >= MOST_CALLS
    became = Booking.State.UNREACHED if is_given_up else None
    return change(booking, Kind.CALLED, by=by, became=became, call_attempts=attempts)


def complete(booking: Booking, *, by: str) -> Booking:
    """The appointment has taken place. Raises TooEarly before its time."""
    if booking.appointment_at and booking.appointment_at > timezone.now():
        raise TooEarly(TooEarly.message_ja)
    return change(booking, Kind.COMPLETED, by=by)


__all__ = [
    "SYSTEM",
    "VISITOR",
    "MoveNotAllowed",
    "StaleVersion",
    "TooEarly",
    "accept",
    "call_attempt",
    "cancel",
    "complete",
    "confirm",
    "decline",
    "propose",
    "reschedule",
    "withdraw",
]
