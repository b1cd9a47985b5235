"""Reads what is said to an open form: as an answer to its question, as a word to the form, or as neither."""

from __future__ import annotations

import time
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from engine.dialogue.form_answers import Heard, meant
from engine.dialogue.form_words import wants_to_go_on
from engine.topics.parse_data import topic_parse_data

# What is said again when a form was left with values in it.
GO_ON = "book_counseling"
_KEPT_SLOTS = "booking_"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FormAnswerReader(GraphComponent):
    """Sets intent and entities of what is said while a form asks for a slot; see engine/dialogue/form_answers.py.

    Stands before the red flags, which overrule it. On `/model/parse` there is no conversation and so no form.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FormAnswerReader:
        """A reader; it keeps nothing between messages."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker, domain: Domain) -> list[Message]:
        """Rewrites what the open form makes of each message."""
        for message in messages:
            known = {key: message.get(key) for key in ("text", "topic", "intent", "entities") if message.get(key)}
            for key, value in in_form(known, tracker, domain).items():
                if value is not known.get(key):
                    message.set(key, value, add_to_output=True)
        return messages


def open_form(tracker: DialogueStateTracker | None, domain: Domain) -> dict[str, str] | None:
    """Name and requested slot of the form under way; None without one, or when its session is over."""
    if tracker is None or not tracker.active_loop_name or is_over(tracker, domain):
        return None
    slot = tracker.get_slot(REQUESTED_SLOT)
    return {"name": tracker.active_loop_name, "slot": slot} if slot else None


def is_over(tracker: DialogueStateTracker, domain: Domain) -> bool:
    """True when Rasa will begin a new session, and empty the slots, before it looks at the next message."""
    minutes = domain.session_config.session_expiration_time
    latest = next((event for event in reversed(tracker.events) if isinstance(event, UserUttered)), None)
    return latest is None or (minutes > 0 and latest.timestamp < time.time() - minutes * 60)


def in_form(parsed: dict[str, Any], tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Parse data of a typed text as it is meant in the form that is open, if one is."""
    text = parsed.get("text") or ""
    form = open_form(tracker, domain)
    if form is None:
        return _gone_on(parsed, tracker, domain)
    found = meant(form["slot"], text, _heard(parsed))
    if found is None:
        return parsed
    entities = [entity(name, value, text) for name, value in found.entities.items()]
    return {**_bare(parsed), **topic_parse_data([(found.intent, 1.0)]), "entities": entities}


def entity(name: str, value: str, text: str) -> dict[str, Any]:
    """An entity that stands for the whole text."""
    return {"entity": name, "value": value, "start": 0, "end": len(text)}


def _gone_on(parsed: dict[str, Any], tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    keeps = any(name.startswith(_KEPT_SLOTS) and slot.value is not None for name, slot in tracker.slots.items())
    if not keeps or is_over(tracker, domain) or not wants_to_go_on(parsed.get("text") or ""):
        return parsed
    return {**_bare(parsed), **topic_parse_data([(GO_ON, 1.0)])}


def _heard(parsed: dict[str, Any]) -> Heard:
    return Heard(
        topic=(parsed.get("topic") or {}).get("name"),
        is_understood=(parsed.get("intent") or {}).get("name") not in {None, "nlu_fallback"},
        entities=frozenset(found["entity"] for found in parsed.get("entities") or []),
    )


def _bare(parsed: dict[str, Any]) -> dict[str, Any]:
    """Without what belongs to the topic that it was taken for."""
    return {**parsed, "response_selector": {}, "also_asked": None}
