"""Dense features: ja_ginza word vectors, looked up by the normalised form."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import DENSE_FEATURIZABLE_ATTRIBUTES, TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.analysis import word_vectors
from engine.analysis.word_vectors import mean_vector
from engine.components.sources import source_digest


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class WordVectorFeaturizer(DenseFeaturizer, GraphComponent):
    """Sentence features of shape (1, 300): the mean of the known words' unit vectors.

    No sequence features: nothing in this pipeline reads them, and for 7,000 examples they would
    fill the training cache with 80 MB.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer that sets lemmas."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Packages whose versions belong to the fingerprint of what was trained."""
        return ["spacy", "ja_ginza"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set but what the base class needs."""
        return {**DenseFeaturizer.get_default_config()}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the look-up."""
        return source_digest(word_vectors)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordVectorFeaturizer:
        """A featurizer ready to use; the vectors are read at the first word."""
        return cls(execution_context.node_name or cls.__name__, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing can be set, so nothing can be wrong."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds features to every training example."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds features to every attribute that has tokens."""
        for message in messages:
            for attribute in DENSE_FEATURIZABLE_ATTRIBUTES:
                tokens = message.get(TOKENS_NAMES[attribute])
                if tokens:
                    row = mean_vector([token.lemma for token in tokens])[np.newaxis, :]
                    message.add_features(Features(row, FEATURE_TYPE_SENTENCE, attribute, self._identifier))
        return messages
