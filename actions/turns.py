"""The conversation so far as turns: what was asked, what it was taken for, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

# Acts that ask for the last answer again or go on from it; they are not an answer themselves.
LOOKING_BACK = frozenset({"repeat", "more_detail"})


@dataclass
class Turn:
    """One utterance with its intent, its topic and the bot events that answered it."""

    intent: str | None
    topic: str | None
    ranking: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    said: list[dict[str, Any]] = field(default_factory=list)


def turns_of(events: Sequence[dict[str, Any]]) -> list[Turn]:
    """The turns in a tracker's events, oldest first; the one under way is the last."""
    turns: list[Turn] = []
    for event in events:
        if event.get("event") == "user":
            parsed = event.get("parse_data") or {}
            turns.append(
                Turn(
                    intent=(parsed.get("intent") or {}).get("name"),
                    topic=(parsed.get("topic") or {}).get("name"),
                    ranking=parsed.get("topic_ranking") or [],
                    entities=parsed.get("entities") or [],
                )
            )
        elif event.get("event") == "bot" and turns:
            turns[-1].said.append(event)
    return turns


def last_answered(turns: Sequence[Turn]) -> Turn | None:
    """The latest turn before the one under way that was answered and did not itself look back."""
    for turn in reversed(turns[:-1]):
        if turn.said and turn.intent not in LOOKING_BACK:
            return turn
    return None


def failures_in_a_row(turns: Sequence[Turn]) -> int:
    """How many of the latest turns, the one under way included, were not understood."""
    count = 0
    for turn in reversed(turns):
        if turn.intent != "nlu_fallback":
            break
        count += 1
    return count
