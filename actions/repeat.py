"""Says the last answer again, word for word."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.base import Domain, Events, TimedAction
from actions.turns import last_answered, turns_of


class ActionRepeat(TimedAction):
    """「もう一度」: the bubbles of the last answered turn, with their buttons, table and source."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_repeat"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Repeats the last answer, or asks for a question if there is none."""
        last = last_answered(turns_of(tracker.events))
        if last is None:
            say.utter_message(response="utter_repeat")
            return []
        for event in last.said:
            say.messages.append(_message(event))
        return []


def _message(event: dict[str, Any]) -> dict[str, Any]:
    data = event.get("data") or {}
    notes = event.get("metadata") or {}
    return {
        "text": event.get("text"),
        "buttons": data.get("buttons") or [],
        "metadata": notes.get("metadata") or {},
        "utter_action": notes.get("utter_action"),
    }
