"""Texts as the classifier sees them, under the variations that the ablation compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.analysis.folding import fold
from engine.analysis.morphemes import Morpheme, analyse
from engine.analysis.word_vectors import mean_vector
from engine.topics.features import Utterance
from engine.topics.reading import analyse_any_script, utterance_of

DEFAULT_MODE = "C"


def utterances(texts: Sequence[str], mode: str = DEFAULT_MODE) -> list[Utterance]:
    """As the engine sees them: romaji read as kana, vectors by normalised form."""
    return [utterance_of(analyse_any_script(text, mode)[0]) for text in texts]


def without_romaji(texts: Sequence[str]) -> list[Utterance]:
    """Latin letters stay as typed."""
    return [utterance_of(analyse(text, DEFAULT_MODE)) for text in texts]


def by_surface(texts: Sequence[str]) -> list[Utterance]:
    """Words and vectors of what was typed, without normalised forms."""
    return [_by_surface(analyse_any_script(text, DEFAULT_MODE)[0]) for text in texts]


def with_normal_characters(texts: Sequence[str]) -> list[Utterance]:
    """Characters of the normalised words instead of the typed ones."""
    return [replace(u, characters=fold("".join(u.words))) for u in utterances(texts)]


def in_kana(text: str) -> str:
    """`text` as someone would type it who does not convert to kanji: every word in its hiragana reading."""
    morphemes = analyse_any_script(text, DEFAULT_MODE)[0]
    return "".join(fold(m.reading) if m.reading else m.surface for m in morphemes)


def _by_surface(morphemes: Sequence[Morpheme]) -> Utterance:
    words = tuple(m.surface for m in morphemes)
    return replace(utterance_of(morphemes), words=words, vector=mean_vector(list(words)))
