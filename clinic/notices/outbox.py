"""Putting notices into the outbox, in the transaction of the change that they tell of."""

from __future__ import annotations

from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking


def tell(booking: Booking, kind: Kind) -> None:
    """Queues what staff and the visitor must be told of this change."""
