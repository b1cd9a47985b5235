"""Opening hours that a computer can count with: spans of a day, closed days, Japanese public holidays. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLOSED_WORDS = frozenset({"closed", "休み", "休診", "休診日", "定休日"})
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-~]\s*(\d{1,2}):(\d{2})")
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|~)\s*(\d{4}-\d{2}-\d{2}))?")


@dataclass(frozen=True, order=True)
class Span:
    """From a time of day (included) to a later one (not included)."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%-H:%M}〜{self.end:%-H:%M}"


@dataclass(frozen=True)
class ClosedDays:
    """From a day to another, both closed."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def read_spans(text: str) -> tuple[Span, ...]:
    """The spans of one weekday, as in `9:00-12:00, 14:00-18:00`; none for `closed`. 〜 and full-width signs will do.

    Raises ValueError with a sentence.
    """
    # NFKC makes the full-width 〜 no hyphen, hence the replacement.
    folded = unicodedata.normalize("NFKC", text).replace("〜", "-").replace("、", ",").replace("–", "-").strip()
    if folded.lower() in CLOSED_WORDS:
        return ()
    spans = tuple(_read_span(part.strip(), text) for part in folded.split(","))
    if any(earlier.end > later.start for earlier, later in pairwise(spans)):
        raise ValueError(f'"{text}" has hours that overlap or are out of order; write the earlier ones first')
    return spans


def read_closed_days(value: object) -> ClosedDays:
    """One closed day (2026-12-29), or the first and the last of several ("2026-12-29..2027-01-03").

    Raises ValueError with a sentence.
    """
    if isinstance(value, ClosedDays):
        return value
    found = _DAYS.fullmatch(unicodedata.normalize("NFKC", str(value)).replace("〜", "~").strip())
    if found:
        try:
            first = date.fromisoformat(found[1])
            last = date.fromisoformat(found[2] or found[1])
        except ValueError:
            found = None
    if not found or last < first:
        raise ValueError(
            f'"{value}" is no day; write 2026-12-29, or the first and the last as "2026-12-29..2027-01-03"'
        )
    return ClosedDays(first, last)


def is_public_holiday(day: date) -> bool:
    """True on a national holiday of Japan, days in lieu included."""
    # Half a second to import; only what counts hours needs it.
    import holidays

    return day in holidays.country_holidays("JP", years=day.year)


def _read_span(part: str, whole: str) -> Span:
    found = _SPAN.fullmatch(part)
    try:
        if not found:
            raise ValueError
        start_hour, start_minute, end_hour, end_minute = (int(number) for number in found.groups())
        span = Span(time(start_hour, start_minute), time(end_hour, end_minute))
    except ValueError:
        raise ValueError(f'"{whole}" is no hours; write "9:00-12:00, 14:00-18:00", or "closed"') from None
    if span.end <= span.start:
        raise ValueError(f'"{whole}" ends before it begins; write the earlier time first')
    return span
