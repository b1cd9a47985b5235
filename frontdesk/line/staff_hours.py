"""When staff answer, in words for patients. Plain Python."""

from __future__ import annotations

from itertools import groupby

from clinic.opening_hours import WEEKDAYS
from clinic.profile import Profile

_NAMES = dict(zip(WEEKDAYS, "月火水木金土日", strict=True))


def staff_hours(profile: Profile) -> str:
    """「月〜金 9:00-12:00、土 9:00-12:00」; empty while nobody answers in the chat or the hours are not settled."""
    own, opening = profile.handoff.staffed_hours, profile.opening.hours
    hours = own if own.is_known else opening
    if not (profile.handoff.staff_chat and hours.is_known):
        return ""
    days = [(weekday, str(getattr(hours, weekday) or "closed")) for weekday in WEEKDAYS]
    said = []
    for words, group in groupby(days, key=lambda day: day[1]):
        names = [_NAMES[weekday] for weekday, _ in group]
        if words != "closed":
            said.append(f"{names[0]}〜{names[-1]} {words}" if len(names) > 1 else f"{names[0]} {words}")
    return "、".join(said)
