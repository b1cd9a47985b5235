"""A conversation as staff read it: what the visitor, the assistant and colleagues said, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdesk.console.learning.data_folder import Taught, taught
from frontdesk.console.models import Verdict
from frontdesk.conversations.models import Conversation, Remark, Turn

TIERS: Mapping[str, str] = {"119": "119番", "crisis": "こころの危機", "today": "今日中に受診", "soon": "早めに受診"}


@dataclass(frozen=True)
class Nearest:
    """One of the likeliest topics."""

    topic: str
    title: str
    confidence: float

    @property
    def percent(self) -> int:
        return round(self.confidence * 100)


@dataclass
class Entry:
    """A turn or a remark: who said it, when, and for a turn what was understood."""

    number: int
    at: datetime
    who: str
    bubbles: list[dict[str, Any]]
    turn: Turn | None = None
    title: str = ""
    nearest: list[Nearest] = field(default_factory=list)
    also_asked: str = ""
    source: str = ""
    tier: str = ""
    rating: str = ""
    verdict: Verdict | None = None
    verdict_title: str = ""

    @property
    def percent(self) -> int | None:
        """The confidence in percent."""
        return None if self.turn is None or self.turn.confidence is None else round(self.turn.confidence * 100)


def transcript(conversation: Conversation) -> list[Entry]:
    """Everything after the opening, in order; two queries."""
    known = taught()
    turns = conversation.turns.select_related("verdict").order_by("number")
    entries = [_of_turn(turn, known) for turn in turns]
    entries += [_of_remark(remark) for remark in conversation.remarks.all()]
    return sorted(entries, key=lambda entry: entry.number)


def _of_turn(turn: Turn, known: Taught) -> Entry:
    verdict: Verdict | None = getattr(turn, "verdict", None)
    return Entry(
        number=turn.number,
        at=turn.received_at,
        who="利用者",
        bubbles=turn.replies,
        turn=turn,
        title=known.title_of(turn.topic) if turn.topic else "",
        nearest=[Nearest(one["name"], known.title_of(one["name"]), float(one["confidence"])) for one in turn.nearest],
        also_asked=known.title_of(turn.also_asked) if turn.also_asked else "",
        source=next((reply["source"] for reply in turn.replies if reply.get("source")), ""),
        tier=TIERS.get(turn.red_flag_tier, turn.red_flag_tier),
        rating=turn.payload.split(";")[2] if turn.payload.startswith("v1;rate;") else "",
        verdict=verdict,
        verdict_title=known.title_of(verdict.topic) if verdict and verdict.topic else "",
    )


def _of_remark(remark: Remark) -> Entry:
    who = f"スタッフ({remark.by})" if remark.author == Remark.Author.STAFF else "自動応答(お知らせ)"
    return Entry(number=remark.number, at=remark.at, who=who, bubbles=[remark.content] if remark.content else [])
