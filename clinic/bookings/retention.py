"""When bookings are deleted: their time after they are over, or when a person asks for it."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from clinic.bookings.lookup import by_conversation, by_phone
from clinic.bookings.models import Booking
from clinic.bookings.references import read_reference


def expired(now: datetime) -> QuerySet[Booking]:
    """The bookings that were over BOOKING_RETENTION_DAYS before `now`.

    One is over when the last day it is about and its last change are past, closed or not: nothing may stay for ever
    because nobody closed it.
    """
    first_kept = timezone.localdate(now) - timedelta(days=settings.BOOKING_RETENTION_DAYS)
    midnight = datetime.combine(first_kept, time(), timezone.get_default_timezone())
    old = Booking.objects.filter(changed_at__lt=midnight)
    later = [booking.pk for booking in old if booking.last_day and booking.last_day >= first_kept]
    return old.exclude(pk__in=later)


def purge(now: datetime, *, is_dry_run: bool = False) -> int:
    """How many bookings are past their time; deletes them, their history, seats and notices, unless it is a dry run."""
    bookings = expired(now)
    count = bookings.count()
    if not is_dry_run:
        bookings.delete()
    return count


def bookings_of(
    *, phone: str | None = None, reference: str | None = None, conversation: uuid.UUID | None = None
) -> QuerySet[Booking]:
    """The bookings of a person who asks for erasure, by whichever one of these is known; none when none is given."""
    if phone is not None:
        return by_phone(phone)
    if reference is not None:
        return Booking.objects.filter(reference=read_reference(reference) or "")
    return by_conversation(conversation) if conversation else Booking.objects.none()


def erase(bookings: QuerySet[Booking]) -> list[str]:
    """Deletes the bookings with all that hangs on them; their references, for the audit."""
    references = list(bookings.values_list("reference", flat=True))
    Booking.objects.filter(reference__in=references).delete()
    return references
