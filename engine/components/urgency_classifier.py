"""Urgency classifier: suspects a red flag where no rule fires; the red-flag detector decides what to make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import analysis, topics, urgency
from engine.components import stored_topic_model
from engine.components.sources import source_digest
from engine.components.stored_topic_model import StoredTopicModel
from engine.components.utterances import utterance_of_message
from engine.topics.configuration import default_features
from engine.topics.reading import analyse_any_script, utterance_of
from engine.urgency.sentences import HARMLESS, digest, urgent_and_harmless
from engine.urgency.suspicion import suspected_tier

SUSPICION = "urgency"
RED_FLAG = "red_flag"
# Nearest to what is urgent, and so learnt from whole.
OTHER_ILLNESS = "out_of_scope_medical"
_ROOT = Path(__file__).resolve().parents[2]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgencyClassifier(StoredTopicModel, GraphComponent):
    """Sets `urgency` ("119", "today" or "crisis") on a message that reads like an urgent one.

    Learnt from the sets of data/safety/sentences, with examples of the topics as what is not urgent.
    """

    @staticmethod
    def required_packages() -> list[str]:
        """Packages whose versions belong to the fingerprint of what was trained."""
        return ["numpy", "scipy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What a training run decides; the measured alternatives are in docs/adr/0008."""
        return {
            **default_features(),
            "sentences": "data/safety/sentences",
            # of the topics' examples every so-maniest: with all of them urgent sentences are too rare to weigh
            "every": 3,
            "least": 0.3,
            "least_119": 0.7,
            "least_crisis": 0.4,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the plain modules and of the sentences: Rasa hashes neither."""
        sentences = {**cls.get_default_config(), **config}["sentences"]
        return f"{source_digest(analysis, topics, urgency, stored_topic_model)} / {digest(_ROOT / sentences)}"

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the tiers of the urgent sentences against harmless ones and the topics' examples."""
        texts, labels = urgent_and_harmless(_ROOT / self._config["sentences"])
        utterances = [utterance_of(analyse_any_script(text, "C")[0]) for text in texts]
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        flagged = [e for e in examples if e.get(INTENT) == RED_FLAG]
        ill = [e for e in examples if e.get(INTENT) == OTHER_ILLNESS]
        others = [e for e in examples if e.get(INTENT) not in {RED_FLAG, OTHER_ILLNESS}][:: self._config["every"]]
        utterances += [utterance_of_message(e) for e in [*flagged, *ill, *others]]
        labels += ["today"] * len(flagged) + [HARMLESS] * (len(ill) + len(others))
        return self.learn(utterances, labels)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the suspicion on every message that raises one."""
        if self._model is None:
            raise RuntimeError("the urgency classifier is not trained; run `make train`")
        for message in messages:
            if not message.get(TOKENS_NAMES[TEXT]):
                continue
            ranking = self._model.ranking(utterance_of_message(message), len(self._model.topics))
            least = (self._config[name] for name in ("least", "least_119", "least_crisis"))
            tier = suspected_tier(ranking, *least)
            if tier:
                message.set(SUSPICION, tier, add_to_output=True)
        return messages
