"""Finding a booking by what a person has in hand: link, reference, phone number, conversation."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from clinic.bookings.models import Booking
from clinic.bookings.references import read_reference
from clinic.bookings.tokens import DAYS_AFTER_WISH, read_token
from clinic.encryption import phone_hash


class BookingUnknown(Exception):
    """Raised when there is no booking under a reference, or none any more."""


def by_token(token: str, now: datetime) -> Booking | None:
    """The booking whose page the token opens at `now`; None when it opens nothing.

    A booking that was moved to a later day opens with its old tokens until 30 days after the new one.
    """
    genuine = read_token(token)
    booking = genuine and Booking.objects.filter(reference=genuine.reference).first()
    if not genuine or not booking:
        return None
    until = genuine.until
    if booking.last_day:
        until = max(until, booking.last_day + timedelta(days=DAYS_AFTER_WISH))
    return booking if timezone.localdate(now) <= until else None


def by_reference(reference: str) -> Booking:
    """The booking under a reference, however it was typed. Raises BookingUnknown."""
    booking = Booking.objects.filter(reference=read_reference(reference) or "").first()
    if booking is None:
        raise BookingUnknown(f"there is no booking {reference}; it may be erased already")
    return booking


def by_phone(phone: str) -> QuerySet[Booking]:
    """The bookings under a phone number, newest first."""
    return Booking.objects.filter(phone_hash=phone_hash(phone)).order_by("-created_at")


def by_conversation(conversation: uuid.UUID) -> QuerySet[Booking]:
    """The bookings made in a conversation, newest first."""
    return Booking.objects.filter(conversation=conversation).order_by("-created_at")
