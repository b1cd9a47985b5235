"""When the clinic can take a visitor: opening days, and seats where clinic.yml has switched them on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clinic.bookings.models import Booking
from clinic.bookings.wishes import Wish, WishInPast


class SlotTaken(Exception):
    """Raised where seats are counted and no wish can be met; `alternatives` are free slots near the wishes."""

    def __init__(self, alternatives: Sequence[Wish]) -> None:
        super().__init__("every wished slot is taken")
        self.alternatives = list(alternatives)


def check(wish: Wish) -> None:
    """Raises WishClosed when the clinic is known to be closed at the wished time."""


def take(booking: Booking, at: datetime) -> None:
    """Gives the booking a seat at `at` where seats are counted, in place of the one it had."""


def release(booking: Booking) -> None:
    """Gives back the booking's seat, if it has one."""


__all__ = ["SlotTaken", "WishInPast", "check", "release", "take"]
