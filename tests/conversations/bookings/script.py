"""A booking conversation as data: what the visitor says and taps, what is heard, and the rows it leaves.

Days are written by their distance from today in Tokyo, since the running system has a real clock: `{+9}` is 「12月2日」
of the ninth day ahead, `{+9w}` its weekday, and a wish `+9 10:00` or `+9 afternoon` is the row it becomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).parent
_DAY = re.compile(r"\{\+(\d+)(w|i)?\}")
_KEYS = {"name", "steps", "bookings", "private"}
WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True)
class Script:
    """One conversation."""

    id: str
    steps: tuple[Any, ...]
    bookings: tuple[dict[str, Any], ...]
    # What may stand nowhere in the record.
    private: tuple[str, ...]


def scripts() -> Iterator[Script]:
    """All conversations of the folder's files. Raises ValueError for a key that nothing reads."""
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            unknown = set(entry) - _KEYS
            if unknown:
                raise ValueError(f"{path.name}: {entry.get('name')}: nothing reads {unknown}; known are {_KEYS}")
            yield Script(
                f"{path.stem}: {entry['name']}",
                tuple(entry["steps"]),
                tuple(entry.get("bookings") or ()),
                tuple(entry.get("private") or ()),
            )


def today() -> datetime:
    """This moment in Tokyo."""
    return datetime.now(ZoneInfo("Asia/Tokyo"))


def with_days(text: str) -> str:
    """The text with its days filled in."""
    return _DAY.sub(_day, text)


def wish_row(text: str) -> dict[str, str | None]:
    """The row of a wish written as `any`, `any morning`, `+9`, `+9 10:00` or `+9 afternoon`."""
    day, _, of_day = text.partition(" ")
    date = None if day == "any" else (today() + timedelta(days=int(day))).date().isoformat()
    is_time = ":" in of_day
    return {"day": date, "at": of_day if is_time else None, "part": "any" if is_time or not of_day else of_day}


def _day(match: re.Match[str]) -> str:
    day = today() + timedelta(days=int(match[1]))
    forms = {"w": WEEKDAYS[day.weekday()], "i": day.date().isoformat(), None: f"{day.month}月{day.day}日"}
    return forms[match[2]]
