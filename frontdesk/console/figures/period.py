"""Figures of a period: those of its days added up, beside the period before it of equal length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from frontdesk.console.figures.day import REPLY_EDGES, Figures, figures_of
from frontdesk.console.models import DailyFigures
from frontdesk.conversations.models import Conversation, Turn

# Below that a rate says nothing: counts only.
LEAST = 30


@dataclass(frozen=True)
class Period:
    """Days from `begin` to `end`, both included, on one channel or all."""

    begin: date
    end: date
    channel: str = ""

    @property
    def days(self) -> list[date]:
        return [self.begin + timedelta(days=number) for number in range((self.end - self.begin).days + 1)]

    @property
    def before(self) -> Period:
        """The period of equal length that ends the day before."""
        length = self.end - self.begin + timedelta(days=1)
        return Period(self.begin - length, self.begin - timedelta(days=1), self.channel)


@dataclass(frozen=True)
class Rate:
    """A share of n; its percent is None while n is too small to say anything."""

    part: int
    n: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.part / self.n, 1) if self.n >= LEAST else None


def by_day(period: Period) -> dict[date, Figures]:
    """The figures of every day; days that are over come from the store, or go into it."""
    channels = [period.channel] if period.channel else Conversation.Channel.values
    stored = {
        (row.day, row.channel): row.figures
        for row in DailyFigures.objects.filter(day__range=(period.begin, period.end), channel__in=channels)
    }
    today = timezone.localdate()
    known_since = _first_day() or today
    found: dict[date, Figures] = {}
    for day in period.days:
        parts = []
        for channel in channels:
            figures = stored.get((day, channel))
            # Before the first stored day there was no record; today is not over.
            if figures is None and known_since <= day <= today:
                figures = figures_of(day, channel)
                if day < today:
                    DailyFigures.objects.get_or_create(day=day, channel=channel, defaults={"figures": figures})
            parts.append(figures or {})
        found[day] = added(parts)
    return found


def _first_day() -> date | None:
    """The first day of which anything is known."""
    stored = DailyFigures.objects.order_by("day").values_list("day", flat=True).first()
    first = Turn.objects.order_by("received_at").values_list("received_at", flat=True).first()
    days = [day for day in (stored, timezone.localdate(first) if first else None) if day]
    return min(days, default=None)


def added(parts: Iterable[Figures]) -> Figures:
    """The sum: numbers are added, lists place by place, mappings by key."""
    total: Figures = {}
    for part in parts:
        for name, value in part.items():
            total[name] = _plus(total.get(name), value)
    return total


def percentile(replies: list[int], share: float) -> int | None:
    """The upper end, in milliseconds, of the bin in which this share of the replies is reached; None without any."""
    total = sum(replies)
    if not total:
        return None
    reached = 0
    for place, count in enumerate(replies):
        reached += count
        if reached >= share * total:
            return REPLY_EDGES[min(place, len(REPLY_EDGES) - 1)]
    return REPLY_EDGES[-1]


def _plus(one: Any, other: Any) -> Any:
    if one is None:
        return other
    if isinstance(other, dict):
        return {key: _plus(one.get(key), other.get(key, 0)) for key in {**one, **other}}
    if isinstance(other, list):
        return [left + right for left, right in zip(one, other, strict=True)]
    return one + other
