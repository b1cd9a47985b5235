"""From morphemes to the view of the topic classifier."""

from __future__ import annotations

from collections.abc import Sequence

from engine.analysis.folding import fold
from engine.analysis.morphemes import Morpheme, analyse
from engine.analysis.romaji import is_romaji, to_kana
from engine.analysis.word_vectors import mean_vector
from engine.topics.features import Floats, Utterance


def utterance_of(morphemes: Sequence[Morpheme], vector: Floats | None = None) -> Utterance:
    """The classifier's view of an analysed text; its mean word vector is looked up unless given."""
    words = tuple(m.normal for m in morphemes)
    return Utterance(
        characters=fold("".join(m.surface for m in morphemes)),
        words=words,
        reading="".join(fold(m.reading or m.surface) for m in morphemes),
        vector=mean_vector(list(words)) if vector is None else vector,
    )


def analyse_any_script(text: str, mode: str) -> tuple[list[Morpheme], list[int] | None]:
    """Morphemes of `text`, of its kana if it is romaji; then also the typed offset of each kana character."""
    if not is_romaji(text):
        return analyse(text, mode), None
    kana, offsets = to_kana(text)
    return analyse(kana, mode), offsets
