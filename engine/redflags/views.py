"""Two views of a text in kana, and the signs found in each.

The *typed* view turns only the kanji of the safety vocabulary into kana; all other kanji stay
and separate (駐車 is no 注射). The *heard* view is the reading of every word, so that a wrong
conversion (足が晴れて, 胸が遺体) sounds like what was meant; there a sign must begin where a word
begins, since readings run into each other.
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
from engine.redflags.vocabulary import Vocabulary

# Analysing a text costs 3 ms a thousand characters; wrong conversions further on are not looked for.
HEARD_CHARACTERS = 1_000
_SEPARATOR = "。"
_UNREADABLE = "〓"


@dataclass(frozen=True)
class View:
    """One folded text: `voiced` and `unvoiced` letter by letter alike, and where its segments begin.

    Segment i begins at `begins[i]`; sentences are separated by 「。」, `statements` are the places
    where another statement of a sentence begins. `words` are the places where a word begins,
    `None` if a sign may begin anywhere.
    """

    voiced: str
    unvoiced: str
    begins: tuple[int, ...]
    statements: tuple[int, ...]
    words: frozenset[int] | None

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
    return _joined(parts, [[shrunk(spelling.to_kana(p.text))] for p in parts], by_word=False)


def heard_view(parts: Sequence[Segment], spelling: Spelling) -> View | None:
    """The view of readings; `None` if no kanji is left to read."""
    pieces, read, kanji_left = [], 0, False
    for part in parts:
        kana = spelling.to_kana(part.text)
        read += len(part.text)
        if read <= HEARD_CHARACTERS and any(map(is_kanji, kana)):
            kanji_left = True
            pieces.append(_readings(part.text, spelling))
        else:
            pieces.append([shrunk(kana)])
    return _joined(parts, pieces, by_word=True) if kanji_left else None


def _readings(text: str, spelling: Spelling) -> list[str]:
    words = []
    for m in analyse(text):
        # A word that is meant as it stands (駐車, 機能) must not sound like another.
        kana = spelling.to_kana(m.surface, kept=_UNREADABLE)
        if _UNREADABLE not in kana and any(map(is_kanji, kana)):
            kana = to_hiragana(m.reading) or m.surface
        words.append(shrunk(kana))
    return words


def _joined(parts: Sequence[Segment], pieces: Sequence[Sequence[str]], by_word: bool) -> View:
    begins: list[int] = []
    words: set[int] = set()
    chunks: list[str] = []
    place = 0
    for part, piece in zip(parts, pieces):
        begins.append(place)
        for word in piece:
            words.add(place)
            chunks.append(word)
            place += len(word)
        if part.end in {"stop", "question"}:
            chunks.append(_SEPARATOR)
            place += 1
    voiced = "".join(chunks)
    statements = [begins[i + 1] for i, part in enumerate(parts[:-1]) if part.end == "strong"]
    return View(voiced, unvoiced(voiced), tuple(begins), tuple(statements), frozenset(words) if by_word else None)


def signs(view: View, vocabulary: Vocabulary) -> Iterator[Found]:
    """Every sign in `view`, hidden ones and idioms too, in no particular order."""
    for text, index in ((view.unvoiced, vocabulary.unvoiced), (view.voiced, vocabulary.voiced)):
        for place in range(len(text)) if view.words is None else sorted(view.words):
            for letters in (text[place : place + 2], text[place : place + 1]):
                for sign, pattern in index.get(letters, ()):
                    match = pattern.regex.match(text, place)
                    if match:
                        yield Found(sign, place, match.end(), pattern.negative)
