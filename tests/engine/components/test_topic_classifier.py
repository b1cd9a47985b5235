"""The classifier component: too little data, no training and a broken model are errors, never a silent guess."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.analysis.word_vectors import DIMENSIONS, mean_vector
from engine.components.sudachi_tokenizer import SudachiTokenizer
from engine.components.topic_classifier import TopicClassifier
from engine.components.word_vector_featurizer import WordVectorFeaturizer
from tests.engine.topics.utterances import EXAMPLES

RESOURCE = Resource("topics")
CONTEXT = ExecutionContext(GraphSchema({}), node_name="node")
CONFIG = TopicClassifier.get_default_config()


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    return LocalModelStorage.create(tmp_path)


def analysed(*messages: Message) -> list[Message]:
    """`messages` as they reach the classifier."""
    SudachiTokenizer(SudachiTokenizer.get_default_config()).process(list(messages))
    featurizer = WordVectorFeaturizer("vectors", WordVectorFeaturizer.get_default_config())
    return featurizer.process(list(messages))


def example(text: str, topic: str) -> Message:
    """An example of a topic as Rasa reads it from a file."""
    area, slash, _ = topic.partition("/")
    return Message({TEXT: text, INTENT: area, INTENT_RESPONSE_KEY: topic if slash else None})


def data(*topics: str) -> TrainingData:
    return TrainingData(analysed(*(example(text, topic) for topic in topics for text in EXAMPLES[topic])))


def test_labels_are_topics_where_there_is_an_area_and_intents_where_there_is_none(storage: ModelStorage) -> None:
    classifier = TopicClassifier.create(CONFIG, storage, RESOURCE, CONTEXT)
    classifier.train(data(*EXAMPLES))
    for text, topic in [("靴のサイズ", "shoes/fitting"), ("こんにちは", "greet")]:
        (message,) = classifier.process(analysed(Message({TEXT: text})))
        assert message.get("topic")["name"] == topic
        assert message.get("intent")["name"] == topic.split("/")[0]


def test_a_loaded_classifier_ranks_as_the_trained_one(storage: ModelStorage) -> None:
    trained = TopicClassifier.create(CONFIG, storage, RESOURCE, CONTEXT)
    trained.train(data(*EXAMPLES))
    loaded = TopicClassifier.load(CONFIG, storage, RESOURCE, CONTEXT)
    rankings = [
        classifier.process(analysed(Message({TEXT: "膝の靴"})))[0].get("topic_ranking")
        for classifier in (trained, loaded)
    ]
    assert rankings[0] == rankings[1]


def test_the_ranking_is_as_long_as_configured(storage: ModelStorage) -> None:
    classifier = TopicClassifier.create({**CONFIG, "ranking_length": 2}, storage, RESOURCE, CONTEXT)
    classifier.train(data(*EXAMPLES))
    (message,) = classifier.process(analysed(Message({TEXT: "膝の靴"})))
    assert len(message.get("topic_ranking")) == 2


def test_examples_of_one_topic_only_stop_the_training(storage: ModelStorage) -> None:
    with pytest.raises(ValueError, match="needs examples of at least two topics under data/; found fewer"):
        TopicClassifier.create(CONFIG, storage, RESOURCE, CONTEXT).train(data("greet"))


def test_an_untrained_classifier_says_so(storage: ModelStorage) -> None:
    classifier = TopicClassifier.create(CONFIG, storage, RESOURCE, CONTEXT)
    with pytest.raises(RuntimeError, match="not trained; run `make train`"):
        classifier.process(analysed(Message({TEXT: "膝"})))


def test_a_model_that_is_not_there_is_an_error(storage: ModelStorage) -> None:
    with pytest.raises(ValueError, match="Resource 'topics' does not exist"):
        TopicClassifier.load(CONFIG, storage, RESOURCE, CONTEXT)


@pytest.mark.parametrize("text", ["", "　"], ids=["nothing", "blank"])
def test_a_message_without_tokens_gets_no_topic_and_confidence_zero(storage: ModelStorage, text: str) -> None:
    classifier = TopicClassifier.create(CONFIG, storage, RESOURCE, CONTEXT)
    classifier.train(data(*EXAMPLES))
    (message,) = classifier.process(analysed(Message({TEXT: text})))
    assert message.get("intent") == {"name": None, "confidence": 0.0}
    assert message.get("topic") is None


def test_word_vectors_are_one_row_a_sentence_looked_up_by_lemma() -> None:
    (message,) = analysed(Message({TEXT: "ひざが痛い"}))
    sequence, sentence = message.get_dense_features(TEXT)
    assert sequence is None
    assert sentence is not None
    assert sentence.type == FEATURE_TYPE_SENTENCE
    assert sentence.features.shape == (1, DIMENSIONS)
    np.testing.assert_array_equal(sentence.features[0], mean_vector(["膝", "が", "痛い"]))


def test_a_message_without_tokens_has_no_word_vector() -> None:
    (message,) = analysed(Message({TEXT: "　"}))
    assert not message.get(TOKENS_NAMES[TEXT])
    assert message.get_dense_features(TEXT) == (None, None)
