"""Personal values in what a visitor wrote, replaced by 〔電話〕, 〔氏名〕 … before the text goes anywhere.

Plain Python. The patterns look at a copy of the text in which full-width signs are made half-width one to one, so that
a match has the same place in the original. Best effort: docs/privacy.md names what is not found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from frontdesk.privacy.names import names_in
from frontdesk.privacy.patterns import NAME_PATTERNS, PATTERNS

NAME = "氏名"

# Full-width ASCII and its half-width twin, the full-width space, and the many hyphens that keyboards produce.
_FOLDED = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {"\u3000": " ", "‐": "-", **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500", "-")}
)
# The long vowel sign is a hyphen only between digits: elsewhere it belongs to a word (センター, メール).
_LONG_VOWEL_AS_HYPHEN = re.compile(r"(?<=\d)[ーｰ](?=\d)")
# A number spelled digit by digit in kanji, or partly: 〇九〇-一二三四-五六七八, 〇九〇-1234-5678; not 三十 or 二〇二四.
_KANJI_NUMBER = re.compile(r"[〇零一二三四五六七八九\d](?:[-ー の]?[〇零一二三四五六七八九\d]){8,}")
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九ーの", "00123456789--")


def mask(text: str, kept_phones: Collection[str] = ()) -> str:
    """The text with personal values replaced by their tag in 〔 〕.

    `kept_phones` are public numbers (the clinic's own, help lines) that stay, however they are typed. Nothing else
    of the text changes.
    """
    kept = {_national_digits(phone) for phone in kept_phones}
    for tag, pattern in PATTERNS:
        text = _replaced(text, tag, _spans(pattern, _fold(text), kept))
    text = _replaced(text, NAME, names_in(_fold(text)))
    for pattern in NAME_PATTERNS:
        text = _replaced(text, NAME, _spans(pattern, _fold(text), kept))
    return text


def _replaced(text: str, tag: str, spans: Iterable[tuple[int, int]]) -> str:
    for begin, end in reversed(list(spans)):
        text = f"{text[:begin]}〔{tag}〕{text[end:]}"
    return text


def _spans(pattern: re.Pattern[str], folded: str, kept: Collection[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(folded):
        part = next((name for name, value in match.groupdict().items() if value is not None), 0)
        if _national_digits(match.group(part)) not in kept:
            yield match.span(part)


def _fold(text: str) -> str:
    """A copy of the same length with full-width signs half-width."""
    folded = _LONG_VOWEL_AS_HYPHEN.sub("-", text.translate(_FOLDED))
    return _KANJI_NUMBER.sub(lambda match: match.group().translate(_KANJI_DIGITS), folded)


def _national_digits(number: str) -> str:
    """The digits of a phone number without its country code and leading 0: the same for 050-… and +81 50-…."""
    return "".join(character for character in number.removeprefix("+81") if character.isdigit()).lstrip("0")
