"""Urgency classifier: suspects a red flag where no rule fires; the red-flag detector decides what to make of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import analysis, topics, urgency
from engine.components.sources import source_digest
from engine.components.utterances import utterance_of_message
from engine.topics.features import Block
from engine.topics.model import Settings, TopicModel
from engine.topics.reading import analyse_any_script, utterance_of
from engine.urgency.sentences import HARMLESS, digest, urgent_and_harmless
from engine.urgency.suspicion import suspected_tier

SUSPICION = "urgency"
RED_FLAG = "red_flag"
# Nearest to what is urgent, and so learnt from whole.
OTHER_ILLNESS = "out_of_scope_medical"
_ROOT = Path(__file__).resolve().parents[2]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgencyClassifier(IntentClassifier, GraphComponent):
    """Sets `urgency` ("119", "today" or "crisis") on a message that reads like an urgent one.

    Learnt from the sets of data/safety/sentences, with examples of the topics as what is not urgent.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """A featurizer of word vectors (and with it a tokenizer)."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Packages whose versions belong to the fingerprint of what was trained."""
        return ["numpy", "scipy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What a training run decides; the measured alternatives are in docs/adr/0008."""
        return {
            "sentences": "data/safety/sentences",
            # of the topics' examples every so-maniest: with all of them urgent sentences are too rare to weigh
            "every": 3,
            "penalty": 1.0,
            "least": 0.3,
            "least_119": 0.7,
            "least_crisis": 0.4,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the plain modules and of the sentences: Rasa hashes neither."""
        sentences = {**cls.get_default_config(), **config}["sentences"]
        return f"{source_digest(analysis, topics, urgency)} / {digest(_ROOT / sentences)}"

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: TopicModel | None = None
    ) -> None:
        """An untrained classifier, or one around a trained `model`."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UrgencyClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

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
        blocks = (Block("words", 1, 2, 1.0, 1), Block("characters", 1, 4, 1.0, 2), Block("reading", 2, 4, 0.7, 2))
        self._model = TopicModel.fit(utterances, labels, Settings(blocks, 1.0, self._config["penalty"]))
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> UrgencyClassifier:
        """The trained classifier; a missing or broken model is an error, never an untrained classifier."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TopicModel.load(folder))

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
