"""A few utterances with their topics, as the classifier sees them."""

from __future__ import annotations

from engine.analysis.morphemes import analyse
from engine.topics.features import Block, Utterance
from engine.topics.model import Settings
from engine.topics.reading import utterance_of

EXAMPLES = {
    "shoes/fitting": [
        "靴のサイズはどう合わせますか",
        "くつのサイズの選び方",
        "靴選びは夕方がいいですか",
        "サイズの合う靴を知りたい",
        "膝が腫れたときの靴",
    ],
    "symptom/swelling": [
        "膝が腫れています",
        "ひざに水がたまっている",
        "膝の腫れが引かない",
        "ヒザがパンパンに腫れた",
        "運動の後に靴がきついほど腫れる",
    ],
    "selfcare/chair_stand": [
        "椅子から立ち上がる運動の回数",
        "イスを使った運動のやり方",
        "立ち上がり運動は毎日しますか",
        "椅子の体操を教えて",
        "膝が腫れていても運動できますか",
    ],
    "greet": ["こんにちは", "おはようございます", "はじめまして、こんにちは", "こんばんは", "どうも、教えてください"],
}
TYPED = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [topic for topic, texts in EXAMPLES.items() for _ in texts]

SETTINGS = Settings(
    blocks=(
        Block("words", 1, 2, 1.0),
        Block("characters", 1, 4, 1.0, min_count=2),
        Block("reading", 2, 4, 0.7, min_count=2),
    ),
    vector_weight=1.0,
    penalty=1.0,
)


def read(text: str) -> Utterance:
    """`text` as the classifier sees it."""
    return utterance_of(analyse(text))
