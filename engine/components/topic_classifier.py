"""Topic classifier: one decision for the intent and for the answer of a retrieval intent."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any, Dict, List, Optional, Text, Tuple, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import topics as topics_package
from engine.topics.features import Block, Utterance
from engine.topics.model import Settings, TopicModel
from engine.topics.parse_data import topic_parse_data
from engine.topics.reading import utterance_of

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(IntentClassifier, GraphComponent):
    """Sets `topic`, `topic_ranking`, `intent`, `intent_ranking` and `response_selector` from one ranking.

    The intent's confidence is the topic's, so that Rasa's fallback judges the answer that would
    be given and not the area it belongs to.
    """

    @classmethod
    def required_components(cls) -> List[Type]:
        """A featurizer of word vectors (and with it a tokenizer)."""
        return [Featurizer]

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages whose versions belong to the fingerprint of what was trained."""
        return ["sklearn", "numpy", "scipy"]

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """What a training run decides; the measured alternatives are in docs/adr."""
        return {
            # view, shortest, longest n-gram, weight, least number of examples that hold it
            "blocks": [
                ["words", 1, 2, 1.0, 1],
                ["characters", 1, 4, 1.0, 2],
                ["reading", 2, 4, 0.7, 2],
            ],
            "vector_weight": 1.0,
            # strength of the regularisation
            "penalty": 1.0,
            # topics kept in `topic_ranking`
            "ranking_length": 5,
        }

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Hash of the plain modules behind this component: Rasa hashes only this file."""
        digest = hashlib.sha256()
        for path in sorted(Path(topics_package.__file__).parent.glob("*.py")):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def __init__(
        self,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[TopicModel] = None,
    ) -> None:
        """An untrained classifier, or one around a trained `model`."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all intent examples; the label is `area/name`, or the intent where there is no area."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        labels = [e.get(INTENT_RESPONSE_KEY) or e.get(INTENT) for e in examples]
        if len(set(labels)) < 2:
            raise ValueError("the topic classifier needs examples of at least two topics under data/; found fewer")
        settings = Settings(
            blocks=tuple(Block(*block) for block in self._config["blocks"]),
            vector_weight=self._config["vector_weight"],
            penalty=self._config["penalty"],
        )
        self._model = TopicModel.fit([_utterance(e) for e in examples], labels, settings)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """The trained classifier; a missing or broken model is an error, never an untrained classifier."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TopicModel.load(folder))

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the ranking on every message; a text without tokens gets no topic and confidence 0."""
        for message in messages:
            for key, value in topic_parse_data(self._ranking(message)).items():
                message.set(key, value, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> List[Tuple[str, float]]:
        if self._model is None:
            raise RuntimeError("the topic classifier is not trained; run `make train`")
        if not message.get(TOKENS_NAMES[TEXT]):
            return []
        return self._model.ranking(_utterance(message), self._config["ranking_length"])


def _utterance(message: Message) -> Utterance:
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    _, sentence = message.get_dense_features(TEXT)
    vector = sentence.features[0] if sentence is not None else None
    return utterance_of([token.morpheme for token in tokens], vector)
