"""Romaji turned into hiragana: 「hiza ga itai」 is a question about 膝."""

from __future__ import annotations

import re
import unicodedata

import jaconv

from engine.analysis.folding import has_japanese, latin_runs

# One kana: a syllable, ん (n or m where no vowel follows), a small っ (a doubled consonant) or a long mark.
_KANA = re.compile(
    r"(?P<small>[kgsztdhbpmrcj])(?=(?P=small))|t(?=ch)"
    r"|(?:[kgsztdnhbpmr]y|sh|ch|ts|jy|[kgsztdnhbpmyrwfj])?[aiueo]"
    r"|nn(?![aiueoy])|n'|n(?![aiueoy])|m(?=[bp])|-"
)
_WORD = re.compile(rf"(?:{_KANA.pattern.replace('small', 'again')})+")
_PARTICLES = {"wa": "は", "o": "を", "e": "へ"}

# Below this share of letters in words that can be read as romaji a message is taken for English.
MIN_ROMAJI_SHARE = 0.8


def is_romaji(text: str) -> bool:
    """Whether `text` is Japanese typed in Latin letters: no kana or kanji, and nearly every word reads as syllables."""
    runs = latin_runs(unicodedata.normalize("NFKC", text).lower())
    letters = sum(map(len, runs))
    if letters < 4 or has_japanese(text):
        return False
    readable = sum(len(run) for run in runs if _WORD.fullmatch(run))
    return readable / letters >= MIN_ROMAJI_SHARE


def to_kana(text: str) -> tuple[str, list[int]]:
    """Romaji `text` in hiragana without blanks, and the typed offset of each of its characters.

    The list has one entry more than the kana, the end of the typed text. A word that cannot be
    read stays as it was typed.
    """
    kana: list[str] = []
    offsets: list[int] = []
    for piece in re.finditer(r"[A-Za-zＡ-Ｚａ-ｚ'-]+|\S", text):
        word = unicodedata.normalize("NFKC", piece.group()).lower()
        for converted, start in _syllables(word):
            kana.append(converted)
            offsets.extend([piece.start() + start] * len(converted))
    return "".join(kana), [*offsets, len(text)]


def typed_span(text: str, offsets: list[int], begin: int, end: int) -> tuple[int, int]:
    """Where kana `begin` to `end` stand in the typed `text`, without the blank between two words.

    Never empty: kana in the middle of a typed syllable point at its first letter.
    """
    start = offsets[begin]
    return start, max(start + len(text[start : offsets[end]].rstrip()), start + 1)


def _syllables(word: str) -> list[tuple[str, int]]:
    if word in _PARTICLES:
        return [(_PARTICLES[word], 0)]
    if not _WORD.fullmatch(word) or not word.strip("-"):
        return [(word, 0)]
    found = []
    for m in _KANA.finditer(word):
        part = m.group()
        if m.group("small") or part == "t":
            found.append(("っ", m.start()))
        elif part in {"n", "nn", "n'", "m"}:
            found.append(("ん", m.start()))
        else:
            found.append((jaconv.alphabet2kana(part), m.start()))
    return found
