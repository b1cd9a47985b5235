"""Red flags before everything else: rules over the text, the classifier may only add to them."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.components.urgency_classifier import SUSPICION
from engine.redflags.detector import Assessment, assess
from engine.topics.parse_data import topic_parse_data
from engine.urgency.suspicion import CRISIS

RED_FLAG = "red_flag"
LIST_WANTED = "list_wanted"
# A classifier's own suspicion, without a rule behind it.
CLASSIFIER_RULE = "CLF"
CRISIS_RULE = "R16"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagDetector(GraphComponent):
    """Sets `red_flag` {tier, rule} and, with it, the intent and the topic `red_flag`.

    Stands last in the pipeline, so that nothing overrules it. `/model/parse` judges the text
    alone; the channel adds the turns before it.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RedFlagDetector:
        """A detector; it keeps nothing between messages."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Judges each message's text."""
        for message in messages:
            known = {key: message.get(key) for key in ("intent", "topic", SUSPICION) if message.get(key)}
            judged = with_red_flag(known, assess(message.get(TEXT) or ""))
            for key, value in judged.items():
                if value is not known.get(key):
                    message.set(key, value, add_to_output=True)
        return messages


def with_red_flag(parsed: dict[str, Any], assessment: Assessment) -> dict[str, Any]:
    """Parse data with what the rules found; keys that stay are the same objects."""
    flag = _flag(parsed, assessment)
    if flag is not None:
        certain = topic_parse_data([(RED_FLAG, 1.0)])
        return {**parsed, **certain, RED_FLAG: flag, "response_selector": {}, "also_asked": None}
    return {**parsed, LIST_WANTED: True} if assessment.list_wanted else parsed


def _flag(parsed: dict[str, Any], assessment: Assessment) -> dict[str, str] | None:
    if assessment.flag is not None:
        # Where the second look fears 119, a rule's "soon" is too late; today's message names 119 too.
        is_too_late = assessment.flag.tier == "soon" and parsed.get(SUSPICION) == "119"
        return {"tier": "today" if is_too_late else assessment.flag.tier, "rule": assessment.flag.rule}
    suspected = parsed.get(SUSPICION) or ("today" if (parsed.get("intent") or {}).get("name") == RED_FLAG else None)
    if suspected is None or assessment.is_cancelled:
        return None
    # In doubt the words for a crisis are said: they harm nobody (safety rules, R16).
    if suspected == CRISIS:
        return {"tier": "119", "rule": CRISIS_RULE}
    return {"tier": suspected, "rule": CLASSIFIER_RULE}
