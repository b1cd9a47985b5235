"""A clock that can be moved, in place of Django's: conversations of weeks take minutes, and their times are those of weeks.

It must be put in place before Django's models are loaded, which keep the function they found. Only the process of the
demonstration has it; engine and actions go by the machine's clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone


class MovedClock:
    """The time it is now, as far back as it was last moved to, and running on from there."""

    def __init__(self) -> None:
        self._behind = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) - self._behind

    def move_to(self, moment: datetime) -> None:
        """From now on it is this moment, then later."""
        self._behind = datetime.now(UTC) - moment


def install() -> MovedClock:
    """The clock, which Django from now on goes by."""
    clock = MovedClock()
    timezone.now = clock.now
    return clock
