"""Puts an utterance in its place in the conversation: which treatment, which aspect, which exercise."""

from __future__ import annotations

import time
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from engine.dialogue.aspects import doubted_aspect
from engine.dialogue.follow_ups import Before, after, resolve
from engine.topics.parse_data import topic_parse_data

# Its entities carry the treatment in question to the slot; they were not said.
EXTRACTOR = "FollowUpResolver"
_READ = ("text", "topic", "topic_ranking", "intent", "entities")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FollowUpResolver(GraphComponent):
    """Sets the topic of elliptic follow-ups and the treatment that cost, duration and side effects are asked for.

    On `/model/parse` there is no conversation, so the text is judged by itself.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FollowUpResolver:
        """A resolver; it keeps nothing between messages."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker, domain: Domain) -> list[Message]:
        """Rewrites topic and entities where the conversation says more than the words."""
        for message in messages:
            known = {key: message.get(key) for key in _READ if message.get(key)}
            for key, value in in_conversation(known, tracker, domain).items():
                if value is not known.get(key):
                    message.set(key, value, add_to_output=True)
        return messages


def in_conversation(parsed: dict[str, Any], tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Parse data as it must be read after the turns of `tracker`; keys that stay are the same objects."""
    topic = (parsed.get("topic") or {}).get("name")
    entities = parsed.get("entities") or []
    understood = topic if _understood(parsed) else None
    said = understood or doubted_aspect(parsed.get("topic_ranking") or [], entities)
    resolved = resolve(parsed.get("text") or "", said, entities, what_went_before(tracker, domain))
    found = dict(parsed)
    if resolved.topic and resolved.topic != understood:
        found.update(topic_parse_data([(resolved.topic, 1.0)]))
    if resolved.treatment:
        found["entities"] = with_treatment(entities, resolved.treatment)
    return found


def what_went_before(tracker: DialogueStateTracker, domain: Domain) -> Before:
    """The topic and the treatment in question after the utterances of the session under way."""
    oldest = time.time() - domain.session_config.session_expiration_time * 60
    before = Before()
    for event in tracker.events:
        if isinstance(event, UserUttered) and event.timestamp >= oldest:
            parsed = event.parse_data or {}
            topic = (parsed.get("topic") or {}).get("name") if _understood(parsed) else None
            before = after(before, topic, parsed.get("entities") or [])
    return before


def with_treatment(entities: list[dict[str, Any]], treatment: str) -> list[dict[str, Any]]:
    """`entities` with `treatment` as the last, which is the one that fills the slot."""
    return [*entities, {"entity": "treatment", "value": treatment, "start": 0, "end": 0, "extractor": EXTRACTOR}]


def _understood(parsed: dict[str, Any]) -> bool:
    return (parsed.get("intent") or {}).get("name") != "nlu_fallback"
