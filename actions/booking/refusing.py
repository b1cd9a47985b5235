"""A wish that cannot be taken: why, and the days to choose from instead, which the question then offers as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from clinic.bookings.dates.reading import picked_value
from clinic.bookings.wishes import Wish

TAKEN = "申し訳ありません。ご希望の日時は、ほかの方の予約で埋まりました。ほかの日時をお選びください。"
OFFERED = "offered"


def say(dispatcher: CollectingDispatcher, slot: str, sentence: str, alternatives: Sequence[Wish]) -> None:
    """Says why; buttons belong under the last bubble, so the question that follows finds them in the metadata."""
    buttons = [
        {"title": wish.label(), "payload": f"v1;date;{slot};{picked_value(wish)}"} for wish in alternatives if wish.day
    ]
    dispatcher.utter_message(text=sentence, metadata={OFFERED: buttons, "refused": slot})


def offered_in_turn(tracker: Tracker) -> list[dict[str, str]] | None:
    """The days offered in the turn under way; None unless a wish was refused in it."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return None
        notes: dict[str, Any] = (event.get("metadata") or {}).get("metadata") or {}
        if event.get("event") == "bot" and "refused" in notes:
            return list(notes.get(OFFERED) or [])
    return None
