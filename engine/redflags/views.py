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
from engine.redflags.kana import is_kanji, shrunk, unvoiced
from engine.redflags.segments import Segment
from engine.redflags.spelling import Spelling
from engine.redflags.vocabulary import Index, Vocabulary

# Analysing a text costs 3 ms a thousand characters; wrong conversions further on are not looked for.
HEARD_CHARACTERS = 1_000
# Shorter words run into each other without voicing: それで, 〜されて.
_LEAST_UNVOICED = 5
_SEPARATOR = "。"


@dataclass(frozen=True)
class View:
    """One folded text: `voiced` and `unvoiced` letter by letter alike, and where its segments begin.

    Segment i begins at `begins[i]`; sentences are separated by 「。」, `statements` are the places
    where another statement of a sentence begins.
    """

    voiced: str
    unvoiced: str
    begins: tuple[int, ...]
    statements: tuple[int, ...]

    def segment_at(self, place: int) -> int:
        """Index of the segment that holds `place`."""
        return bisect_right(self.begins, place) - 1


@dataclass(frozen=True)
class Found:
    """A sign in a view; a `negative` one (歩けない) is worded as a denial and is not denied by ない."""

    sign: str
    begin: int
    end: int
    negative: bool


def typed_view(parts: Sequence[Segment], spelling: Spelling) -> View:
    """The view in which unknown kanji stay."""
    return _joined(parts, [spelling.to_kana(p.text) for p in parts])


def heard_view(parts: Sequence[Segment], spelling: Spelling) -> View | None:
    """The view in which wrong conversions are heard; `None` if there is none."""
    pieces, read, is_other = [], 0, False
    for part in parts:
        kana = spelling.to_kana(part.text)
        read += len(part.text)
        if read <= HEARD_CHARACTERS and any(map(is_kanji, kana)):
            heard = spelling.to_kana(_heard(part.text, spelling))
            is_other |= heard != kana
            kana = heard
        pieces.append(kana)
    return _joined(parts, pieces) if is_other else None


def _heard(text: str, spelling: Spelling) -> str:
    pieces, end = [], 0
    for m in analyse(text):
        reading = to_hiragana(m.reading)
        if spelling.sounds_like_a_symptom(m.surface, reading) and any(map(is_kanji, m.surface)):
            pieces += [text[end : m.begin], reading]
            end = m.end
    return "".join([*pieces, text[end:]])


def _joined(parts: Sequence[Segment], pieces: Sequence[str]) -> View:
    begins: list[int] = []
    chunks: list[str] = []
    place = 0
    for part, piece in zip(parts, pieces):
        begins.append(place)
        chunk = shrunk(piece) + (_SEPARATOR if part.end in {"stop", "question"} else "")
        chunks.append(chunk)
        place += len(chunk)
    voiced = "".join(chunks)
    statements = tuple(begins[i + 1] for i, part in enumerate(parts[:-1]) if part.end == "strong")
    return View(voiced, unvoiced(voiced), tuple(begins), statements)


def signs(view: View, vocabulary: Vocabulary) -> Iterator[Found]:
    """Every sign in `view`, hidden ones and idioms too, in no particular order."""
    yield from _found(view.voiced, vocabulary.voiced, least=1)
    yield from _found(view.unvoiced, vocabulary.unvoiced, least=_LEAST_UNVOICED)


def _found(text: str, index: Index, least: int) -> Iterator[Found]:
    for place in range(len(text)):
        for letters in (text[place : place + 2], text[place : place + 1]):
            for sign, pattern in index.get(letters, ()):
                match = pattern.regex.match(text, place)
                if match and match.end() - place >= least:
                    yield Found(sign, place, match.end(), pattern.negative)
