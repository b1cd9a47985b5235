"""What a turn came to, read from the tracker's events: bubbles, actions, what was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

_BLANK_LINE = re.compile(r"\n[ \t　]*\n")
# Rasa's own, and the areas' actions, which are named by the answer they chose. A session that
# began later belongs to no turn.
_NOT_NAMED = ("action_listen", "action_session_start", "utter_")
# After an answer; more than that is a menu.
MOST_QUICK_REPLIES = 4


def events_of_turn(events: Sequence[Event], message_id: str) -> list[Event] | None:
    """The events from the utterance with `message_id` up to the next utterance; `None` if there is none."""
    begin = None
    for i, event in enumerate(events):
        if not isinstance(event, UserUttered):
            continue
        if begin is not None:
            return list(events[begin:i])
        if event.message_id == message_id:
            begin = i
    return None if begin is None else list(events[begin:])


def bubbles_of(events: Sequence[Event]) -> list[dict[str, Any]]:
    """All bubbles said in `events`, in order; texts are split at blank lines."""
    return [bubble for event in events if isinstance(event, BotUttered) for bubble in _bubbles(event)]


def actions_of(events: Sequence[Event]) -> list[str]:
    """Names of the actions run, retrieval answers by their full name, without Rasa's own listening."""
    names = []
    for event in events:
        if isinstance(event, BotUttered) and event.metadata.get("utter_action"):
            names.append(event.metadata["utter_action"])
        elif isinstance(event, ActionExecuted) and event.action_name and not event.action_name.startswith(_NOT_NAMED):
            names.append(event.action_name)
    return names


def _bubbles(event: BotUttered) -> list[dict[str, Any]]:
    texts = [part.strip() for part in _BLANK_LINE.split(event.text or "") if part.strip()]
    data = event.data or {}
    notes = event.metadata.get("metadata") or {}
    # The front desk withholds some topics while an urgent symptom is open, so each bubble says whose it is.
    said_by = str(event.metadata.get("utter_action") or "").removeprefix("utter_")
    bubbles: list[dict[str, Any]] = [{"text": text, "topic": said_by} for text in texts]
    custom = data.get("custom")
    if custom:
        bubbles.append(dict(custom))
    if not bubbles:
        return []
    # What belongs to the answer as a whole stands under its last bubble.
    last = bubbles[-1]
    last["quick_replies"] = [{"title": b["title"], "payload": b["payload"]} for b in data.get("buttons") or []]
    for key in ("links", "table", "source", "picker", "private"):
        if notes.get(key):
            last[key] = notes[key]
    # How urgent it is is said at once; a picture stands with the steps that it shows, which come first.
    for key in ("urgency", "image"):
        if notes.get(key):
            bubbles[0][key] = notes[key]
    return bubbles


def in_one_reply(
    first: list[dict[str, Any]], second: list[dict[str, Any]], answered: set[str | None]
) -> list[dict[str, Any]]:
    """The bubbles of two answers one after the other, with one row of quick replies under the last.

    The topics just `answered` are not offered again.
    """
    if not second:
        return first
    bubbles = first + second
    offered = [reply for bubble in bubbles for reply in bubble.pop("quick_replies", [])]
    news = [reply for reply in offered if reply["payload"].split(";")[-1] not in answered]
    bubbles[-1]["quick_replies"] = [r for i, r in enumerate(news) if r not in news[:i]][:MOST_QUICK_REPLIES]
    return bubbles
