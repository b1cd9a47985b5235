"""The filters that hold, as words, each with the address that is left without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from frontdesk.console.learning.data_folder import taught
from frontdesk.console.lists.filters import RATINGS, SEVERAL, SINGLE, STATUS, TIERS, Filters
from frontdesk.conversations.models import Conversation, Turn

NAMES: Mapping[str, str] = {
    "from": "開始日",
    "to": "終了日",
    "channel": "チャネル",
    "status": "状態",
    "assignee": "担当",
    "tag": "タグ",
    "topic": "トピック",
    "outcome": "結果",
    "conf_max": "確信度(以下)",
    "red": "緊急",
    "handoff": "引き継ぎ",
    "rating": "評価",
    "reviewed": "確認",
    "unread": "未読",
    "flag": "旗",
    "visitor": "利用者",
    "q": "検索",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "channel": dict(Conversation.Channel.choices),
    "status": STATUS,
    "red": TIERS,
    "rating": RATINGS,
    "outcome": dict(Turn.Outcome.choices),
    "assignee": {"me": "自分", "none": "なし"},
    "reviewed": {"0": "未確認", "1": "確認済み"},
    "handoff": {"1": "あり"},
    "unread": {"1": "のみ"},
    "flag": {"1": "あり"},
}


@dataclass(frozen=True)
class Chip:
    """One filter in words; `query` is the address without it."""

    words: str
    query: str


def chips_of(params: QueryDict, filters: Filters) -> list[Chip]:
    """A chip for every filter that holds; none for what could not be read."""
    found = []
    for name in (*SINGLE, *SEVERAL):
        target = (SINGLE.get(name) or SEVERAL[name])[0]
        held = getattr(filters, target)
        if not held and held != 0.0:
            continue
        for value in held if isinstance(held, list) else [held]:
            found.append(Chip(f"{NAMES[name]}: {_words(name, str(value))}", _without(params, name, str(value))))
    return found


def _words(name: str, value: str) -> str:
    return taught().title_of(value) if name == "topic" else WORDS.get(name, {}).get(value, value)


def _without(params: QueryDict, name: str, value: str) -> str:
    left = params.copy()
    values = [other for other in left.getlist(name) if other != value] if name in SEVERAL else []
    left.setlist(name, values)
    for other in ("before", "since", *([] if values else [name])):
        left.pop(other, None)
    return left.urlencode()
