"""The filters of 会話一覧, as the address has them: a bad one is dropped and said, the others hold."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from frontdesk.console.learning.data_folder import taught
from frontdesk.conversations.models import Conversation, Turn

LONGEST_SEARCH = 100
TIERS = {"any": "すべて", "119": "119番", "today": "今日中", "soon": "早めに"}
STATUS = {"open": "要対応", "doing": "対応中", "done": "対応済み", "none": "なし"}
RATINGS = {"up": "👍", "down": "👎"}
YES = {"1": "はい"}


@dataclass
class Filters:
    """What a list is narrowed by; empty: not by this."""

    begin: date | None = None
    end: date | None = None
    channel: str = ""
    status: str = ""
    assignee: str = ""
    tags: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    conf_max: float | None = None
    red: str = ""
    handoff: str = ""
    rating: str = ""
    reviewed: str = ""
    unread: str = ""
    flag: str = ""
    visitor: uuid.UUID | None = None
    q: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True when nothing is narrowed."""
        return not any(value for name, value in vars(self).items() if name != "problems")


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _share(value: str) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError
    return share


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError
        return value

    return read


def _account(value: str) -> str:
    if not value or len(value) > 64:
        raise ValueError
    return value


def _topic(value: str) -> str:
    if value not in taught().titles:
        raise ValueError
    return value


def _words(value: str) -> str:
    if len(value) > LONGEST_SEARCH or "\x00" in value:
        raise ValueError
    return value.strip()


SINGLE: dict[str, tuple[str, Callable[[str], Any]]] = {
    "from": ("begin", _day),
    "to": ("end", _day),
    "channel": ("channel", _one_of(*Conversation.Channel.values)),
    "status": ("status", _one_of(*STATUS)),
    "assignee": ("assignee", _account),
    "conf_max": ("conf_max", _share),
    "red": ("red", _one_of(*TIERS)),
    "handoff": ("handoff", _one_of("1")),
    "rating": ("rating", _one_of(*RATINGS)),
    "reviewed": ("reviewed", _one_of("0", "1")),
    "unread": ("unread", _one_of("1")),
    "flag": ("flag", _one_of("1")),
    "visitor": ("visitor", uuid.UUID),
    "q": ("q", _words),
}
SEVERAL: dict[str, tuple[str, Callable[[str], Any]]] = {
    "tag": ("tags", _account),
    "topic": ("topics", _topic),
    "outcome": ("outcomes", _one_of(*Turn.Outcome.values)),
}
# Not of the list itself.
OTHER = {"before", "view", "since", "rows", "page"}


def read_filters(params: QueryDict) -> Filters:
    """The filters of an address. What cannot be read stands in `problems`, a sentence each."""
    filters = Filters()
    for name in params:
        values = [value for value in params.getlist(name) if value]
        if name in SINGLE and values:
            target, read = SINGLE[name]
            for value in _read(name, values[-1:], read, filters.problems):
                setattr(filters, target, value)
        elif name in SEVERAL:
            target, read = SEVERAL[name]
            setattr(filters, target, _read(name, values, read, filters.problems))
        elif name not in SINGLE and name not in OTHER:
            filters.problems.append(f"条件「{name[:30]}」はありません。使わずに表示しています。")
    if filters.begin and filters.end and filters.begin > filters.end:
        filters.problems.append("期間の終わりが始まりより前のため、期間を使わずに表示しています。")
        filters.begin = filters.end = None
    return filters


def _read(name: str, values: list[str], read: Callable[[str], Any], problems: list[str]) -> list[Any]:
    found = []
    for value in values:
        try:
            found.append(read(value))
        except ValueError:
            problems.append(f"条件「{name}={value[:30]}」は読み取れません。使わずに表示しています。")
    return found
