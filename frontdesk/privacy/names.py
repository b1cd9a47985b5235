"""Names of people in a text, found by Sudachi's dictionary and by what stands around them. Plain Python.

A surname with a given name is a name wherever it stands. One word alone is a name only in company: before さん or です,
after 母の. What is named after a person is none: アキレス腱, パーキンソン病, トンプソンテスト.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache

from sudachipy import Dictionary, SplitMode, Tokenizer  # type: ignore[import-untyped]

from frontdesk.privacy.surroundings import ORDINARY, THING, Surroundings, is_prefecture

# Old forms that the dictionary lacks, one to one.
_OLD_FORMS = str.maketrans("髙﨑濵濱嶋德邉邊", "高崎浜浜島徳辺辺")
_BETWEEN = frozenset(" \u3000・=＝")


class Kind(Enum):
    """What the dictionary says of a word."""

    SURNAME = auto()
    GIVEN = auto()
    PERSON = auto()  # foreign names, and people whom everybody knows
    NOUN = auto()
    PARTICLE = auto()
    BETWEEN = auto()  # what may stand between surname and given name
    OTHER = auto()


_NAMES = frozenset({Kind.SURNAME, Kind.GIVEN, Kind.PERSON})


@dataclass(frozen=True)
class Word:
    """A word and its place in the text."""

    surface: str
    begin: int
    end: int
    kind: Kind


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every name, from left to right."""
    words = _words(text)
    at = 0
    while at < len(words):
        count = _full_name(words, at, text) or _lone_name(words, at, text)
        if count:
            yield words[at].begin, words[at + count - 1].end
        at += count or 1


def _full_name(words: list[Word], at: int, text: str) -> int:
    """How many words from here on are surname and given name; 0 when they are none."""
    between = int(at + 2 < len(words) and words[at + 1].kind is Kind.BETWEEN)
    if at + between + 1 >= len(words):
        return 0
    first, second = words[at], words[at + between + 1]
    place = Surroundings(text[: first.begin], text[second.end :])
    if place.is_of_a_thing or THING.match(second.surface):
        return 0
    if Kind.PERSON in {first.kind, second.kind}:
        is_name = between == 1 and first.kind in _NAMES and second.kind in _NAMES
    elif _is_hiragana(first.surface + second.surface):
        # In a text all in hiragana the dictionary sees people everywhere.
        are_names = first.kind is Kind.SURNAME and second.kind is Kind.GIVEN
        is_name = are_names and (place.is_introduction or (between == 1 and place.stands_alone))
    elif first.kind is Kind.SURNAME:
        is_given = second.kind in {Kind.GIVEN, Kind.SURNAME} or _is_listed(second, "名")
        is_name = is_given or (_is_short_noun(second) and place.is_said_of_a_person)
    else:
        is_given = second.kind is Kind.GIVEN and (between == 1 or place.is_said_of_a_person)
        is_name = is_given and _is_listed(first, "姓")
    return between + 2 if is_name else 0


def _lone_name(words: list[Word], at: int, text: str) -> int:
    """1 when this word alone is a name by what stands around it, else 0."""
    word = words[at]
    place = Surroundings(text[: word.begin], text[word.end :])
    is_known = word.kind in {Kind.SURNAME, Kind.GIVEN}
    could_be = is_known or _is_listed(word, "姓")
    if place.is_of_a_thing or _is_end_of_a_word(words, at):
        return 0
    is_sure = is_known and len(word.surface) > 1 and not _is_hiragana(word.surface)
    is_given = word.kind is Kind.GIVEN or (place.is_of_a_relative and _is_listed(word, "名"))
    is_relative = is_given and len(word.surface) > 1 and place.follows_a_relative
    says_so = place.is_weak and could_be and (is_sure or (place.begins and not is_prefecture(word.surface)))
    has_title = place.is_strong and (could_be or word.kind is Kind.PERSON)
    return int(has_title or is_relative or says_so or (is_sure and place.is_a_sentence))


def _is_end_of_a_word(words: list[Word], at: int) -> bool:
    """True for ろん in ひあるろんさん: hiragana that goes on from hiragana before it."""
    if at == 0 or not _is_hiragana(words[at].surface) or words[at - 1].kind in {Kind.BETWEEN, Kind.PARTICLE}:
        return False
    return _is_hiragana(words[at - 1].surface[-1])


def _is_hiragana(text: str) -> bool:
    return all("ぁ" <= character <= "ん" for character in text)


def _is_short_noun(word: Word) -> bool:
    return word.kind is Kind.NOUN and len(word.surface) <= 4 and word.surface not in ORDINARY


def _is_listed(word: Word, part: str) -> bool:
    """True when the dictionary also knows the noun as a name: 林, 松本 (surnames, 姓), 保 (given, 名)."""
    return word.kind is Kind.NOUN and word.surface not in ORDINARY and part in _readings(word.surface)


@lru_cache(maxsize=4096)
def _readings(surface: str) -> frozenset[str]:
    entries = (entry.part_of_speech() for entry in _dictionary().lookup(surface))
    return frozenset(entry[3] for entry in entries if entry[2] == "人名")


def _words(text: str) -> list[Word]:
    folded = text.translate(_OLD_FORMS)
    return [
        Word(morpheme.surface(), morpheme.begin(), morpheme.end(), _kind(morpheme.surface(), morpheme.part_of_speech()))
        for morpheme in _tokenizer().tokenize(folded)
        if morpheme.surface()
    ]


def _kind(surface: str, part_of_speech: tuple[str, ...]) -> Kind:
    if surface in _BETWEEN:
        return Kind.BETWEEN
    if part_of_speech[2] == "人名":
        return {"姓": Kind.SURNAME, "名": Kind.GIVEN}.get(part_of_speech[3], Kind.PERSON)
    return {"名詞": Kind.NOUN, "助詞": Kind.PARTICLE}.get(part_of_speech[0], Kind.OTHER)


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


_of_thread = threading.local()


def _tokenizer() -> Tokenizer:
    """This thread's tokenizer: one cannot be used by two threads at once."""
    if not hasattr(_of_thread, "tokenizer"):
        _of_thread.tokenizer = _dictionary().create(mode=SplitMode.C)
    tokenizer: Tokenizer = _of_thread.tokenizer
    return tokenizer
