"""Two views of a text in kana, and the signs found in each.

The *typed* view turns only the kanji of the safety vocabulary into kana; all other kanji stay
and separate (駐車 is no 注射). The *heard* view also takes words that merely sound like one of
the vocabulary for it: a wrong conversion (足が晴れて, 胸が遺体).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.analysis.folding import to_hiragana
from engine.analysis.morphemes import analyse
from engine.redflags.first_letters import LETTERS
from engine.redflags.kana import is_kana, is_kanji, shrunk, unvoiced
from engine.redflags.segments import Segment
from engine.redflags.spelling import Spelling
from engine.redflags.vocabulary import Index, Vocabulary

# Slips are looked for where people type: analysing a thousand characters costs 3 ms.
LOOSE_CHARACTERS = 300
# Shorter words run into each other without voicing: それで, 〜されて.
_LEAST_UNVOICED = 5
_KANA_SHARE = 0.7
_BLANK = "\0"
_SEPARATOR = "。"
_STOPS = frozenset({"stop", "question"})


@dataclass(frozen=True)
class View:
    """One folded text, letter by letter alike `voiced` and `unvoiced` (only where it was typed in kana).

    Segment i begins at `begins[i]`; sentences are separated by 「。」, `statements` are the places
    where another statement of a sentence begins. A view of a part of a text knows how many segments
    and sentences stand before it.
    """

    voiced: str
    unvoiced: str
    begins: tuple[int, ...]
    statements: tuple[int, ...]
    first_segment: int
    first_sentence: int

    def segment_at(self, place: int) -> int:
        """Index of the segment that holds `place`, counted over the whole text."""
        return self.first_segment + bisect_right(self.begins, place) - 1


@dataclass(frozen=True)
class Found:
    """A sign in a view; a `negative` one (歩けない) is worded as a denial and is not denied by ない."""

    sign: str
    begin: int
    end: int
    negative: bool


def typed_view(parts: Sequence[Segment], spelling: Spelling) -> View:
    """The view in which unknown kanji stay."""
    return _joined(parts, [spelling.to_kana(p.text) for p in parts], 0, 0)


def heard_views(parts: Sequence[Segment], spelling: Spelling) -> Iterator[View]:
    """A view of each sentence in which a wrong conversion is heard."""
    begin = read = sentence = 0
    for index, part in enumerate(parts):
        is_last = index == len(parts) - 1
        if part.end in _STOPS or is_last:
            these = parts[begin : index + 1]
            read += sum(len(p.text) for p in these)
            if read > LOOSE_CHARACTERS:
                return
            typed = [spelling.to_kana(p.text) for p in these]
            heard = [
                spelling.to_kana(_heard(p.text, spelling)) if _has_kanji(k) else k
                for p, k in zip(these, typed, strict=True)
            ]
            if heard != typed:
                yield _joined(these, heard, begin, sentence)
            begin, sentence = index + 1, sentence + 1


def _has_kanji(text: str) -> bool:
    return any(map(is_kanji, text))


def _heard(text: str, spelling: Spelling) -> str:
    pieces, end = [], 0
    for m in analyse(text):
        reading = to_hiragana(m.reading)
        if spelling.sounds_like_a_symptom(m.surface, reading) and _has_kanji(m.surface):
            pieces += [text[end : m.begin], reading]
            end = m.end
    return "".join([*pieces, text[end:]])


def _joined(parts: Sequence[Segment], pieces: Sequence[str], first_segment: int, first_sentence: int) -> View:
    begins: list[int] = []
    chunks: list[str] = []
    loose: list[str] = []
    place = 0
    for part, piece in zip(parts, pieces, strict=True):
        begins.append(place)
        chunk = shrunk(piece) + (_SEPARATOR if part.end in _STOPS else "")
        chunks.append(chunk)
        is_loose = place < LOOSE_CHARACTERS and _is_mostly_kana(part.text)
        loose.append(unvoiced(chunk) if is_loose else _BLANK * len(chunk))
        place += len(chunk)
    statements = tuple(begins[i + 1] for i, part in enumerate(parts[:-1]) if part.end == "strong")
    return View("".join(chunks), "".join(loose), tuple(begins), statements, first_segment, first_sentence)


def _is_mostly_kana(text: str) -> bool:
    # A voicing mark is left out by who types kana; a conversion to kanji brings it.
    return sum(map(is_kana, text)) >= _KANA_SHARE * len(text)


def signs(view: View, vocabulary: Vocabulary) -> Iterator[Found]:
    """Every sign in `view`, hidden ones and idioms too, in no particular order."""
    yield from _found(view.voiced, vocabulary.voiced, least=1)
    yield from _found(view.unvoiced, vocabulary.unvoiced, least=_LEAST_UNVOICED)


def _found(text: str, index: Index, least: int) -> Iterator[Found]:
    get = index.get
    for place, letter in enumerate(text):
        if letter == _BLANK:
            continue
        # The longest beginning holds the patterns of the shorter ones too.
        begin = text[place : place + LETTERS]
        for sign, pattern in get(begin) or get(begin[:-1]) or get(letter) or ():
            match = pattern.regex.match(text, place)
            if match and match.end() - place >= least:
                yield Found(sign, place, match.end(), pattern.negative)
