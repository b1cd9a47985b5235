"""What the classifiers read of a message of Rasa."""

from __future__ import annotations

from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.topics.features import Utterance
from engine.topics.reading import utterance_of


def utterance_of_message(message: Message) -> Utterance:
    """The analysed text of a message that has passed tokenizer and featurizer."""
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    _, sentence = message.get_dense_features(TEXT)
    vector = sentence.features[0] if sentence is not None else None
    return utterance_of([token.morpheme for token in tokens], vector)
