"""What every action has: a time limit, and a sentence for the day it fails."""

from __future__ import annotations

import abc
import asyncio
import logging
from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict

logger = logging.getLogger(__name__)

# Shorter than the 4.5 s the front desk waits for the web: the sentence below must still arrive.
TIME_LIMIT_S = 3.0

Events = list[dict[str, Any]]
Domain = DomainDict


class TimedAction(Action, abc.ABC):
    """Runs `act` within the time limit; on failure says `utter_default` (the phone number) instead of nothing.

    Rasa answers a failing action with silence, so an exception must not leave it.
    """

    @abc.abstractmethod
    def name(self) -> str:
        """The action's name in domain.yml."""

    @abc.abstractmethod
    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Says what is to be said through `say` and returns the events that follow."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """`act` within its time limit, or the fallback sentence and no events."""
        said = CollectingDispatcher()
        try:
            events = await asyncio.wait_for(self.act(said, tracker, domain), TIME_LIMIT_S)
        except Exception as problem:
            # Only the kind: a message or a trace may quote what the patient wrote.
            logger.error("%s failed: %s", self.name(), type(problem).__name__)
            dispatcher.utter_message(response="utter_default")
            return []
        dispatcher.messages.extend(said.messages)
        return events
