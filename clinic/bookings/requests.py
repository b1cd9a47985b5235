"""Asking for a booking: once, however often the same request arrives."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic.bookings import capacity, moves
from clinic.bookings.capacity import SlotTaken
from clinic.bookings.changes import SYSTEM, VISITOR, change, note
from clinic.bookings.email_addresses import EmailNotUnderstood, read_email
from clinic.bookings.kinds import Kind
from clinic.bookings.lookup import BookingUnknown, by_reference
from clinic.bookings.models import Booking
from clinic.bookings.references import new_reference
from clinic.bookings.slots import free_near
from clinic.bookings.transitions import OPEN
from clinic.bookings.wishes import Wish, WishRefused
from clinic.current import current_profile
from clinic.encryption import phone_hash
from clinic.notices.outbox import tell_visitor


def request(
    *,
    key: str,
    conversation: uuid.UUID | None,
    channel: Literal["web", "line"],
    name: str,
    phone: str,
    wishes: Sequence[Wish],
    concern: str,
    consent_at: datetime,
) -> Booking:
    """The booking under `key`; made now unless there is one, and then with history and notices in one transaction.

    Where seats are counted it is confirmed at once, for the first wish that is free; a wish must then name day and
    time. Raises SlotTaken, with nothing written, when none is.
    """
    known = Booking.objects.filter(key=key).first()
    if known:
        return known
    booking = Booking(
        key=key,
        reference=new_reference(),
        conversation=conversation,
        channel=channel,
        name=name,
        phone=phone,
        phone_hash=phone_hash(phone),
        wished=[wish.to_json() for wish in wishes],
        concern=concern,
        consent_at=consent_at,
        minutes=current_profile().booking.slot_minutes,
    )
    return _store(booking, wishes)


@transaction.atomic
def add_email(booking: Booking | str, email: str) -> Booking:
    """Notes where the visitor wants to be told, and tells what there is to tell so far.

    Takes the booking or its reference. Raises BookingUnknown, EmailNotUnderstood.
    """
    reference = booking if isinstance(booking, str) else booking.reference
    booking = by_reference(reference)
    booking.email = read_email(email)
    booking.save(update_fields=["email"])
    told_so_far = _told_so_far(booking)
    if told_so_far:
        tell_visitor(booking, told_so_far)
    return booking


def cancel_by_visitor(reference: str) -> Booking:
    """The visitor takes the request back; a confirmed one becomes 要確認, and staff are told either way.

    Raises BookingUnknown, MoveNotAllowed (closed already), StaleVersion.
    """
    return moves.withdraw(by_reference(reference))


def _told_so_far(booking: Booking) -> Kind | None:
    """Which news the visitor has had of the booking as it stands; None when it is over."""
    if booking.state == Booking.State.CONFIRMED:
        return Kind.CONFIRMED
    if booking.proposed_at:
        return Kind.PROPOSED
    return Kind.REQUESTED if booking.state in OPEN else None


def _store(booking: Booking, wishes: Sequence[Wish]) -> Booking:
    """The booking in the database, or the one that another request with its key has stored meanwhile."""
    while True:
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
                note(booking, Kind.REQUESTED, by=VISITOR)
                return _take_first_free(booking, wishes) if capacity.counts_seats() else booking
        except IntegrityError:
            known = Booking.objects.filter(key=booking.key).first()
            if known:
                return known
            if not Booking.objects.filter(reference=booking.reference).exists():
                raise
            booking.reference = new_reference()


def _take_first_free(booking: Booking, wishes: Sequence[Wish]) -> Booking:
    """The booking, confirmed for the first wish that is free; the visitor reads it in the answer. Raises SlotTaken."""
    for wish in wishes:
        if wish.day is None or wish.at is None:
            continue
        at = datetime.combine(wish.day, wish.at, tzinfo=timezone.get_default_timezone())
        try:
            capacity.take(booking, at)
        except (WishRefused, SlotTaken):
            continue
        return change(booking, Kind.CONFIRMED, by=SYSTEM, is_news=False, appointment_at=at)
    raise SlotTaken(free_near(wishes, timezone.now()))


__all__ = ["BookingUnknown", "EmailNotUnderstood", "SlotTaken", "add_email", "cancel_by_visitor", "request"]
