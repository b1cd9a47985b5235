"""Folding of spelling differences that carry no meaning, with and without a way back to the typed text."""

from __future__ import annotations

import re
import unicodedata

_KATAKANA = range(ord("ァ"), ord("ヶ") + 1)
_TO_HIRAGANA = {code: code - 0x60 for code in _KATAKANA}
_LATIN_RUN = re.compile(r"[A-Za-z]+")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶｦ-ﾝ一-龥々]")


def to_hiragana(text: str) -> str:
    """`text` with katakana as hiragana, character for character."""
    return text.translate(_TO_HIRAGANA)


def fold(text: str) -> str:
    """`text` in NFKC, lower case, hiragana: what two spellings of one utterance have in common."""
    return to_hiragana(unicodedata.normalize("NFKC", text).lower())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """`fold`ed text and, for each of its characters, the offset of the typed character it came from.

    Half-width ｶﾞ is two typed characters and one folded one, ㎝ is one and becomes two; the list
    has one entry more than the folded text, the end of the typed text.
    """
    folded: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or text[end] in "ﾞﾟ"):
            end += 1
        piece = fold(text[start:end])
        folded.append(piece)
        offsets.extend([start] * len(piece))
        start = end
    return "".join(folded), [*offsets, len(text)]


def has_japanese(text: str) -> bool:
    """Whether `text` holds kana or kanji."""
    return bool(_JAPANESE.search(text))


def latin_runs(text: str) -> list[str]:
    """Runs of Latin letters in `text`, as typed."""
    return _LATIN_RUN.findall(text)
