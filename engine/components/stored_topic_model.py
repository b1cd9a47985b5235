"""What the components around a topic model share: how the model is trained, kept and found again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from typing_extensions import Self

from engine.topics.configuration import settings_of
from engine.topics.features import Utterance
from engine.topics.model import TopicModel


class StoredTopicModel(IntentClassifier):
    """A classifier whose training is one `TopicModel`, kept in Rasa's model storage."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: TopicModel | None = None,
    ) -> None:
        """An untrained classifier, or one around a trained `model`."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def required_components(cls) -> list[type]:
        """A featurizer of word vectors (and with it a tokenizer)."""
        return [Featurizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """An untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """The trained classifier; a missing or broken model is an error, never an untrained classifier."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TopicModel.load(folder))

    def learn(self, utterances: Sequence[Utterance], labels: Sequence[str]) -> Resource:
        """Fits the model with the configured settings, and keeps it."""
        self._model = TopicModel.fit(utterances, labels, settings_of(self._config))
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource
