"""Absolute links for mails and webhooks."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from clinic.bookings.models import Booking


def queue_link() -> str:
    """The console's list of bookings."""
    return f"{settings.PUBLIC_URL}/console/queue/?kind=booking"


def page_link(booking: Booking) -> str:
    """The booking's own page."""
    return settings.PUBLIC_URL + booking.page_path(timezone.now())
