"""Topic classifier: one decision for the intent and for the answer of a retrieval intent."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine import analysis, topics
from engine.analysis.morphemes import Morpheme
from engine.components import stored_topic_model
from engine.components.sources import source_digest
from engine.components.stored_topic_model import StoredTopicModel
from engine.components.utterances import utterance_of_message
from engine.dialogue.courtesies import question_span
from engine.dialogue.two_questions import halves
from engine.topics.configuration import default_features
from engine.topics.features import Utterance
from engine.topics.mere_courtesy import is_mere_courtesy
from engine.topics.outside import outside_weighed
from engine.topics.parse_data import topic_parse_data
from engine.topics.reading import analyse_any_script, utterance_of
from engine.topics.second_question import are_two_questions

logger = logging.getLogger(__name__)

ALSO_ASKED = "also_asked"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(StoredTopicModel, GraphComponent):
    """Sets `topic`, `topic_ranking`, `intent`, `intent_ranking` and `response_selector` from one ranking.

    The intent's confidence is the topic's, so that Rasa's fallback judges the answer that would
    be given and not the area it belongs to.
    """

    @staticmethod
    def required_packages() -> list[str]:
        """Packages whose versions belong to the fingerprint of what was trained."""
        return ["sklearn", "numpy", "scipy"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What a training run decides; the measured alternatives are in docs/adr."""
        return {
            **default_features(),
            # probability of both out-of-scope topics from which one of them comes first
            "least_outside": 0.3,
            # topics kept in `topic_ranking`
            "ranking_length": 5,
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Hash of the plain modules behind this component: Rasa hashes only this file."""
        return source_digest(analysis, topics, stored_topic_model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all intent examples; the label is `area/name`, or the intent where there is no area."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        labels = [e.get(INTENT_RESPONSE_KEY) or e.get(INTENT) for e in examples]
        if len(set(labels)) < 2:
            raise ValueError("the topic classifier needs examples of at least two topics under data/; found fewer")
        return self.learn([utterance_of_message(e) for e in examples], labels)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the ranking on every message; a text without tokens gets no topic and confidence 0."""
        for message in messages:
            ranking, also_asked = self._understand(message)
            for key, value in topic_parse_data(ranking).items():
                message.set(key, value, add_to_output=True)
            if also_asked:
                message.set(ALSO_ASKED, also_asked, add_to_output=True)
        return messages

    def _understand(self, message: Message) -> tuple[list[tuple[str, float]], str | None]:
        """The ranking of the message, or of the first of its two questions, and then the topic of the second."""
        tokens = message.get(TOKENS_NAMES[TEXT])
        if not tokens:
            return [], None
        text = message.get(TEXT)
        ranking = self._rank(utterance_of_message(message))
        begin, end = question_span(text)
        if (begin, end) != (0, len(text)):
            rest = self._rank(utterance_of([t.morpheme for t in tokens if begin <= t.start < end]))
            ranking = ranking if is_mere_courtesy(ranking, rest) else rest
        asked = [_moved(t.morpheme, -begin) for t in tokens if begin <= t.start < end]
        two = halves(text[begin:end], asked)
        rankings = [self._rank(utterance_of(analyse_any_script(half, "C")[0])) for half in two or ()]
        if two and are_two_questions(ranking, rankings[0], rankings[1]):
            return rankings[0], rankings[1][0][0]
        return ranking, None

    def _rank(self, utterance: Utterance) -> list[tuple[str, float]]:
        if self._model is None:
            raise RuntimeError("the topic classifier is not trained; run `make train`")
        whole = self._model.ranking(utterance, len(self._model.topics))
        return outside_weighed(whole, self._config["least_outside"])[: self._config["ranking_length"]]


def _moved(morpheme: Morpheme, by: int) -> Morpheme:
    return replace(morpheme, begin=morpheme.begin + by, end=morpheme.end + by)
