"""How long somebody has waited, in the hours that the clinic is there; by the clock while those are unknown."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clinic.current import current_profile
from clinic.opening_hours import Span

# Beyond so many days the exact sum says nothing more.
MOST_DAYS = 60


def hours_are_known() -> bool:
    """True when clinic.yml has hours to count with."""
    return current_profile().staffed_hours(timezone.localdate()) is not None


def minutes_between(start: datetime, end: datetime) -> float:
    """Minutes of opening hours from `start` to `end`; of the clock while the hours are unknown."""
    if not hours_are_known() or end - start > timedelta(days=MOST_DAYS):
        return max(0.0, (end - start).total_seconds() / 60)
    first, last = timezone.localdate(start), timezone.localdate(end)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum(_on_day(day, start, end) for day in days)


def _on_day(day: date, start: datetime, end: datetime) -> float:
    spans: tuple[Span, ...] = current_profile().staffed_hours(day) or ()
    total = 0.0
    for span in spans:
        begins, ends = max(_moment(day, span.start), start), min(_moment(day, span.end), end)
        total += max(0.0, (ends - begins).total_seconds() / 60)
    return total


def waited_label(minutes: float) -> str:
    """The wait as staff read it: 25分, 3時間10分, 2日."""
    whole = int(minutes)
    if whole < 60:
        return f"{whole}分"
    if whole < 48 * 60:
        return f"{whole // 60}時間{whole % 60}分" if whole % 60 else f"{whole // 60}時間"
    return f"{whole // (24 * 60)}日"


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
