"""A wished time, as the visitor said it and as it is read back. Plain Python, small enough for a slot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Literal, get_args

Part = Literal["morning", "afternoon", "evening", "any"]
PARTS: frozenset[str] = frozenset(get_args(Part))
PART_NAMES: Mapping[str, str] = {"morning": "午前", "afternoon": "午後", "evening": "夕方"}
WEEKDAYS = "月火水木金土日"


class WishRefused(Exception):
    """Raised when a wish cannot be taken; `message_ja` tells the visitor why and what to write instead."""

    def __init__(self, message_ja: str) -> None:
        super().__init__(message_ja)
        self.message_ja = message_ja


class WishNotUnderstood(WishRefused):
    """Raised when no day or time can be read in what was written."""


class WishInPast(WishRefused):
    """Raised when the wished day or time is over."""


class WishTooFar(WishRefused):
    """Raised when the wished day is later than bookings are taken for."""


class WishClosed(WishRefused):
    """Raised when the clinic is closed at the wished time, as far as clinic.yml says when it is open."""


@dataclass(frozen=True)
class Wish:
    """A day, None for any; and a time of it: exact (`at`), or a part of the day."""

    day: date | None = None
    at: time | None = None
    part: Part = "any"

    def label(self) -> str:
        """The wish in Japanese, with its weekday: 11月24日(火)の午後, 12月1日(火)の10時ごろ, いつでも."""
        if self.at is not None:
            of_day = f"{clock_label(self.at)}ごろ"
        else:
            of_day = PART_NAMES.get(self.part, "")
        if self.day is None:
            return f"いつでも({of_day})" if of_day else "いつでも"
        return f"{day_label(self.day)}の{of_day}" if of_day else day_label(self.day)

    def to_json(self) -> dict[str, str | None]:
        """The wish in plain strings, as `from_json` reads it."""
        return {
            "day": self.day.isoformat() if self.day else None,
            "at": self.at.isoformat(timespec="minutes") if self.at else None,
            "part": self.part,
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Wish:
        """The wish that `to_json` wrote. Raises ValueError for anything else."""
        day, at, part = content.get("day"), content.get("at"), content.get("part", "any")
        if part not in PARTS:
            raise ValueError(f"{part!r} is no part of a day; write one of {', '.join(sorted(PARTS))}")
        try:
            return cls(
                day=date.fromisoformat(day) if day else None,
                at=time.fromisoformat(at) if at else None,
                part=part,
            )
        except TypeError as error:
            raise ValueError(f"{content!r} is no wish; day and at are ISO texts or null") from error


def day_label(day: date) -> str:
    """The day with its weekday: 11月24日(火)."""
    return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"


def clock_label(at: time) -> str:
    """The time of day: 10時, 10時30分."""
    return f"{at.hour}時{at.minute}分" if at.minute else f"{at.hour}時"
