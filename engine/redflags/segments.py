"""A typed text cut into segments: folded, without blanks and pictures, each with the way it ends."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from engine.analysis.romaji import is_romaji, to_kana
from engine.redflags.kana import hiragana, is_kana, is_kanji

# A segment ends softly (comma, line), strongly (けど, ので: another statement begins), or with its sentence.
End = Literal["soft", "strong", "stop", "question"]

# The front desk stops at 500 characters; what lies behind so many more is not read, or a check takes over 50 ms.
MAX_CHARACTERS = 8_000

_DROPPED = {"Cf", "Mn", "Me", "Cc", "Cs", "Co", "Cn"}
_ENDS: dict[str, End] = {"。": "stop", "?": "question", "、": "soft"}
_STRONG = re.compile(
    r"(?:けれども|けれど|けども|けど|ばってん|さかい|のに|ので|んで(?=、)|もんで|"
    r"(?:です|ます|した|ません|[いたるだんや])が(?=[、\n])|(?:です|ます|ました|でした|ません|ない|たい|んだ)が|"
    r"(?:です|ます|[いるただ])から(?=[、\n])|(?:です|ます|[いるただ])し(?=[、\n])|"
    r"(?:[いるただや])けん(?=[、\n])|(?:[いただや]|じゃ)けぇ?え?(?=[、\n]))"
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_KANJI_DEGREES = re.compile(r"([三四])十([一二三四五六七八九]?)(?=度|ど)")
_TENTHS = re.compile(r"(\d\d?)(?:度|ど|℃|°c?)([0-9〇一二三四五六七八九])(?:分|ぶ)")
# Romaji stands alone or beside Japanese: 「iki ga kurushii 助けて」.
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-zＡ-Ｚａ-ｚ'\- 　,.!?\n]{4,}")
# A line that ends so is a statement of its own, even where nobody typed 「。」.
_COMPLETE_LINE = re.compile(r"(?:です|ます|ました|でした|ません|んだ|ください|かな|です[かよねが]|ます[かよね])$")


@dataclass(frozen=True)
class Segment:
    """Folded text without blanks, and how it ends."""

    text: str
    end: End


def clean(text: str, rewrite: Callable[[str], str]) -> str:
    """`text` as hiragana and kanji; separators are only 「。」 「?」 「、」 and new lines."""
    text = text[:MAX_CHARACTERS]
    text = _LATIN.sub(lambda m: to_kana(m.group())[0] if is_romaji(m.group()) else m.group(), text)
    # Pictures and control characters first: 「歩け😭ない」 is one word.
    text = "".join(_plain(c) for c in unicodedata.normalize("NFKC", text))
    text = re.sub(r"(?<!\d)\.(?!\.)|\.(?![\d.])", "。", re.sub(r"\.{2,}", "、", hiragana(text)))
    return rewrite(_temperatures(text.replace(" ", "")))


@functools.lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if char == "\n" or char.isalnum() or is_kana(char) or is_kanji(char) or char in "。?、.ー〜%°〇 ":
        return char
    kind = unicodedata.category(char)
    if kind in _DROPPED:
        return ""
    if char in "!":
        return "。"
    if char == "~":
        return "ー"
    return " " if kind[0] in "SZ" else "、"


def _temperatures(text: str) -> str:
    """三十八度五分 as 38.5度: fever is compared as a number."""
    text = _KANJI_DEGREES.sub(lambda m: f"{_DIGITS[m[1]]}{_DIGITS.get(m[2], 0)}", text)
    return _TENTHS.sub(lambda m: f"{m[1]}.{_DIGITS.get(m[2], m[2])}度", text)


def segments(cleaned: str) -> list[Segment]:
    """Segments of a `clean` text, in order; none is empty."""
    found: list[Segment] = []
    for piece, end in _pieces(cleaned):
        start = 0
        for joint in _STRONG.finditer(piece):
            _add(found, piece[start : joint.end()], "strong")
            start = joint.end()
        _add(found, piece[start:], end)
    return found


def _pieces(cleaned: str) -> list[tuple[str, End]]:
    pieces: list[tuple[str, End]] = []
    for line in cleaned.split("\n"):
        parts = re.split(r"([。?、])", line)
        for text, mark in zip(parts[::2], [*parts[1::2], ""], strict=False):
            end: End = _ENDS.get(mark, "soft")
            if not mark and _COMPLETE_LINE.search(text.rstrip()):
                end = "stop"
            # The comma stays for the split at 「〜るが、」 and goes with the blanks.
            pieces.append((f"{text}、" if end == "soft" else text, end))
    return pieces


def _add(found: list[Segment], text: str, end: End) -> None:
    text = re.sub(r"[、\s]", "", text)
    if text:
        found.append(Segment(text, end))
    elif found and end in {"stop", "question"} and found[-1].end in {"soft", "strong"}:
        found[-1] = Segment(found[-1].text, end)
