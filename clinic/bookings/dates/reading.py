"""Reading a wish: the day, then the time of day, then whether it may be wished."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clinic.bookings.dates import refusals
from clinic.bookings.dates.clock import read_time
from clinic.bookings.dates.days import Days, read_days
from clinic.bookings.dates.spelling import spelled
from clinic.bookings.wishes import WEEKDAYS, Part, Wish

TOKYO = ZoneInfo("Asia/Tokyo")
# Half a year: later than anybody plans a consultation, and near enough that 「3月3日」 means one year only.
FURTHEST_DAYS = 180
# As many days as can be chosen from on a small screen.
MOST_ALTERNATIVES = 7
_LONGEST = 200

_ANYTIME = re.compile(
    r"いつでも|任せ|空いて(?:い)?る(?:日|時)|都合の(?:よい|いい|良い)(?:日|時)で|特に(?:希望)?(?:は)?(?:な[いし]|ありません)|希望(?:は)?な[いし]|(?:早|はや)(?:め|く|い)|最短|すぐ"
)
_NOT = re.compile(
    r"以外|除[いき]|だめ|駄目|無理|都合(?:が|は)(?:悪|つか)|避け|ng|(?:行け|いけ|来られ|行かれ)(?:な|ませ)|(?:難|むずか)し|休み"
)
_YEARS_AWAY = re.compile(r"\d年後|再来年|数年|何年")
_PICKED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:t(?:(\d{2}:\d{2})|(morning|afternoon|evening)))?")


def read_wish(text: str, now: datetime) -> Wish:
    """The wish in `text`, a day or a time as people write it or as a date picker gives it; `now` is aware.

    Raises WishNotUnderstood (WishAmbiguous with the days to choose from), WishInPast (WishTooSoon for today) and
    WishTooFar for more than FURTHEST_DAYS, each with a sentence for the visitor.
    """
    today = now.astimezone(TOKYO).date()
    words = spelled(text[:_LONGEST])
    picked = _picked(text)
    if picked:
        return _allowed(picked, today)
    if _YEARS_AWAY.search(words):
        raise refusals.not_read()
    if _NOT.search(words):
        raise refusals.negated()
    at, part = read_time(words)
    found = read_days(words, today)
    if found is None:
        if at is None and part == "any" and not _ANYTIME.search(words):
            raise refusals.not_read()
        return Wish(None, at, part)
    return _allowed(Wish(_one_of(found, today, at, part), at, part), today)


def picked_value(wish: Wish) -> str:
    """The wish as a date picker's value, which `read_wish` reads. Raises ValueError for a wish without a day."""
    if wish.day is None:
        raise ValueError("a wish without a day is no picker's value; write its words")
    of_day = wish.at.isoformat(timespec="minutes") if wish.at else "" if wish.part == "any" else wish.part
    return wish.day.isoformat() + (f"T{of_day}" if of_day else "")


def _picked(text: str) -> Wish | None:
    match = _PICKED.fullmatch(text.strip().lower())
    if match is None:
        return None
    part: Part = match[3] or "any"  # type: ignore[assignment]  # the pattern holds no other word
    try:
        return Wish(date.fromisoformat(match[1]), time.fromisoformat(match[2]) if match[2] else None, part)
    except ValueError:
        raise refusals.not_read() from None


def _one_of(found: Days, today: date, at: time | None, part: Part) -> date:
    if len(found.days) == 1:
        day = found.days[0]
        if found.weekday is not None and found.weekday != day.weekday():
            own, other = WEEKDAYS[day.weekday()], WEEKDAYS[found.weekday]
            message = refusals.WRONG_WEEKDAY.format(month=day.month, day=day.day, own=own, weekday=other)
            raise _asked(message, [day, _near(day, found.weekday)], today, at, part)
        return day
    ahead = [day for day in found.days if day > today]
    if not ahead:
        raise refusals.in_past(found.days[-1])
    if len(ahead) == 1:
        return ahead[0]
    template = refusals.WHICH_DAY if len(ahead) <= MOST_ALTERNATIVES else refusals.WRITE_DAY
    raise _asked(template.format(words=_named(found.words)), ahead, today, at, part)


def _near(day: date, weekday: int) -> date:
    """The day with this weekday that is nearest to the other."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _asked(message: str, days: Sequence[date], today: date, at: time | None, part: Part) -> refusals.WishAmbiguous:
    last = today + timedelta(days=FURTHEST_DAYS)
    possible = [day for day in days if today < day <= last]
    few = possible if len(possible) <= MOST_ALTERNATIVES else []
    return refusals.WishAmbiguous(message, [Wish(day, at, part) for day in few])


def _named(words: str) -> str:
    """What was found in the visitor's words, fit to be said again."""
    return "ご希望" if words.endswith(("後", "前")) else words.rstrip("のは、")


def _allowed(wish: Wish, today: date) -> Wish:
    if wish.day is None:
        return wish
    last = today + timedelta(days=FURTHEST_DAYS)
    if wish.day < today:
        raise refusals.in_past(wish.day)
    if wish.day == today:
        raise refusals.today()
    if wish.day > last:
        raise refusals.too_far(wish.day, last, today)
    return wish
