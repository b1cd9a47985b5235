"""The time of day in a wish: 午後3時半, 14:30, 午前中, 夕方. Plain Python, over one spelling (spelling.py)."""

from __future__ import annotations

import re
from datetime import time

from clinic.bookings.dates.refusals import no_such_time
from clinic.bookings.wishes import Part

_HALF = r"(?P<half>午前|午後|am|pm|朝|夜|夕方|昼)?の?"
_TIME = re.compile(
    rf"{_HALF}(?:(?P<h>\d{{1,2}})時(?:(?P<m>\d{{1,2}})分|(?P<thirty>半))?|(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}}))"
)
_LATER = frozenset({"午後", "pm", "夜", "夕方", "昼"})
_EARLIER = frozenset({"午前", "am", "朝"})
# A clinic is asked for 3 o'clock in the afternoon, not in the night.
_FIRST_MORNING_HOUR = 7
_NOON = time(12, 0)
# In this order: 昼過ぎ holds 昼.
_PARTS: tuple[tuple[re.Pattern[str], Part], ...] = (
    (re.compile(r"午前|朝"), "morning"),
    (re.compile(r"夕方|夜|晩|仕事(?:帰り|終わり|の後)"), "evening"),
    (re.compile(r"午後|昼過ぎ|昼から"), "afternoon"),
)
_BOTH = re.compile(r"午前.*午後|午後.*午前")
_NOON_WORD = re.compile(r"昼")


def read_time(text: str) -> tuple[time | None, Part]:
    """The exact time in `text`, or else the part of the day; (None, "any") if it names neither.

    Raises WishNotUnderstood for a time that no clock shows.
    """
    match = _TIME.search(text)
    if match:
        return _exact(match), "any"
    if _BOTH.search(text):
        return None, "any"
    part = next((part for words, part in _PARTS if words.search(text)), None)
    if part:
        return None, part
    return (_NOON, "any") if _NOON_WORD.search(text) else (None, "any")


def _exact(match: re.Match[str]) -> time:
    hour = int(match["h"] or match["h2"])
    minute = 30 if match["thirty"] else int(match["m"] or match["m2"] or 0)
    half = match["half"]
    if (half in _LATER and hour < 12) or (half not in _EARLIER and not match["m2"] and 0 < hour < _FIRST_MORNING_HOUR):
        hour += 12
    elif half in _EARLIER and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise no_such_time(hour, minute)
    return time(hour, minute)
