"""Days of the calendar by month, weekday and distance. Plain Python."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from clinic.bookings.dates.refusals import no_such_day

# A day so long over is next year's.
_MEANT_AS_PAST = timedelta(days=60)


def day_of(year: int, month: int, day: int) -> date:
    """That day. Raises WishNotUnderstood where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        raise no_such_day(month, day) from None


def nearest(this_year: date, today: date) -> date:
    """The day this year; next year's, or in January last year's, where nobody can mean this year's."""
    last_year = this_year.replace(year=today.year - 1)
    if last_year >= today - _MEANT_AS_PAST:
        return last_year
    return this_year if this_year >= today - _MEANT_AS_PAST else this_year.replace(year=today.year + 1)


def month_after(today: date, months: int) -> tuple[int, int]:
    """Year and month, so many months later."""
    count = today.year * 12 + today.month - 1 + months
    return count // 12, count % 12 + 1


def days_of(year: int, month: int, weekday: int | None = None) -> list[date]:
    """The month's days, or those of one weekday (Monday is 0)."""
    days = [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    return [day for day in days if weekday is None or day.weekday() == weekday]


def next_weekday(today: date, weekday: int) -> date:
    """The next day with this weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
