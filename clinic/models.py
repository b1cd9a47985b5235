"""The clinic's tables, gathered here because Django looks for them in this module."""

from clinic.bookings.models import Booking, BookingHistory, Seat
from clinic.notices.models import Notice

__all__ = ["Booking", "BookingHistory", "Notice", "Seat"]
