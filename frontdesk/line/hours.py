"""Night, when a phone should not sound for what can wait. Tokyo time, plain but for Django's clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

NIGHT_BEGINS, NIGHT_ENDS = 21, 8


def is_night(now: datetime) -> bool:
    """True from 21:00 to 8:00."""
    hour = timezone.localtime(now).hour
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def next_morning(now: datetime) -> datetime:
    """The next 8:00."""
    local = timezone.localtime(now)
    morning = local.replace(hour=NIGHT_ENDS, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)
