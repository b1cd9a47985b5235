"""Kanji of the safety vocabulary written as kana, alike in what a patient types and in our patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from engine.analysis.folding import to_hiragana
from engine.analysis.morphemes import analyse
from engine.redflags.kana import hiragana, is_kana, is_kanji

# A single kanji has many readings, a short reading many meanings.
_LEAST_RUN = 2
_LEAST_READING = 3
_BEFORE_KANA = r"(?=[ぁ-んー(\[])"


class Spelling:
    """Rewrites texts: some wordings to one wording, then known kanji to kana.

    `words` are replaced wherever they stand (膝: ひざ), `stems` without their kana only before some
    (歩く, not 歩道),
    `keep` are words whose kanji must stay (満足 holds no 足). The longest entry wins. `rewrites`
    are pairs of a regular expression over hiragana text and what to put in its place. `heard` are
    readings: a word with other kanji that sounds so (晴れ for 腫れ) is a wrong conversion.
    `readings` tell how single kanji of our patterns are read (呼: よ), or, if empty, that they
    have no reading that could be told from other words (血).
    """

    def __init__(
        self,
        words: Mapping[str, str],
        stems: Mapping[str, str],
        keep: Sequence[str],
        rewrites: Sequence[tuple[str, str]],
        heard: Sequence[str],
        readings: Mapping[str, str],
    ) -> None:
        """Compiles the table; an empty one changes nothing."""
        # Kept words are looked up as they stand after folding: 「ため息」 and 「タメ息」 are one.
        kept = {hiragana(word): hiragana(word) for word in keep}
        self._kana = {**stems, **words, **kept}
        keys = sorted(self._kana, key=lambda key: (-len(key), key))
        open_stems = {stem for stem in stems if not is_kana(stem[-1])}
        parts = [re.escape(key) + (_BEFORE_KANA if key in open_stems else "") for key in keys]
        self._kanji = re.compile("|".join(parts) or r"(?!)")
        self._rewrites = [(re.compile(pattern), to) for pattern, to in rewrites]
        self._kept = frozenset(kept)
        self._readings = dict(readings)
        self._heard = re.compile("|".join(heard) or r"(?!)")

    def rewrite(self, text: str) -> str:
        """`text` (hiragana folded) with each listed wording replaced."""
        for pattern, to in self._rewrites:
            text = pattern.sub(to, text)
        return text

    def to_kana(self, text: str) -> str:
        """`text` with known kanji as kana; others stay and so cannot be mistaken for a symptom."""
        return self._kanji.sub(lambda found: self._kana[found.group()], text)

    def reading(self, run: str) -> str | None:
        """Hiragana of a `run` of kanji and kana in a pattern; `None` if it is not safe to say."""
        if run in self._readings:
            return self._readings[run] or None
        if len(run) < _LEAST_RUN:
            return None
        kana = "".join(to_hiragana(m.reading) for m in analyse(run))
        least = _LEAST_READING - (sum(map(is_kanji, run)) > 1)
        return kana if len(kana) >= least and all(map(is_kana, kana)) else None

    def sounds_like_a_symptom(self, word: str, reading: str) -> bool:
        """Whether `word`, written with other kanji, is read like a word of the vocabulary."""
        return bool(self._heard.fullmatch(reading)) and word not in self._kept
