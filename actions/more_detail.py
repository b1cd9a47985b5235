"""Offers what belongs to the last answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.base import Domain, Events, TimedAction
from actions.turns import Turn, last_answered, turns_of

NO_CONTEXT = "utter_more_detail"
WITH_CONTEXT = "utter_more_about"


class ActionMoreDetail(TimedAction):
    """「もっと詳しく」「他には」: the answer's neighbours as quick replies; nothing is made up beyond them."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_more_detail"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Offers the last answer's related topics, or asks what is wanted if there is no answer yet."""
        last = last_answered(turns_of(tracker.events))
        buttons = _buttons(last) if last else []
        if buttons:
            say.utter_message(response=WITH_CONTEXT, buttons=buttons)
        else:
            say.utter_message(response=NO_CONTEXT)
        return []


def _buttons(turn: Turn) -> list[dict[str, Any]]:
    return [button for event in turn.said for button in (event.get("data") or {}).get("buttons") or []]
