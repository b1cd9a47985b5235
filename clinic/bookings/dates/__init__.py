"""Wished times as people write them (来週の火曜の午後, 明後日の10時, 12/3): read in Tokyo time. Plain Python."""

from clinic.bookings.dates.reading import FURTHEST_DAYS, read_wish
from clinic.bookings.dates.refusals import WishAmbiguous, WishTooSoon

__all__ = ["FURTHEST_DAYS", "WishAmbiguous", "WishTooSoon", "read_wish"]
