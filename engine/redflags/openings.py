"""Where marks of the grammar may stand: looked for only at letters that can begin one, so that a text is read once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from engine.redflags.first_letters import first_letters

# Kinds that are looked for anywhere in a sentence; the others are tried at a place already known.
SCANNED = (
    "supposed",
    "asked_before",
    "asked_sentence",
    "died",
    "media",
    "hearsay",
    "experience",
    "over",
    "past_mark",
)
_LETTERS = 2
# Of each kind in a sentence, so that an endless one takes no endless time; the others cancel nothing.
_MOST_MARKS = 10

Openings = Mapping[str, tuple[str, ...]]


def openings(grammar: Mapping[str, re.Pattern[str]]) -> Openings:
    """The kinds that can begin with one or two letters. Raises `PatternTooOpen`."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind in SCANNED:
        for begin in first_letters(grammar[kind].pattern):
            kinds[begin[:_LETTERS]].add(kind)
    return {letters: tuple(sorted(here | kinds.get(letters[0], set()))) for letters, here in list(kinds.items())}


class Marks:
    """The places in `text` at which a mark of each kind may begin."""

    def __init__(self, text: str, grammar: Mapping[str, re.Pattern[str]], known: Openings) -> None:
        """Reads `text` once."""
        self._text = text
        self._grammar = grammar
        self._places: dict[str, list[int]] = {kind: [] for kind in SCANNED}
        self._known: dict[tuple[str, int], bool] = {}
        get = known.get
        for place, letter in enumerate(text):
            for kind in get(text[place : place + _LETTERS]) or get(letter) or ():
                self._places[kind].append(place)

    def at(self, kind: str, place: int) -> bool:
        """Whether something of any `kind` of the grammar stands right at `place`; several signs end there."""
        known = self._known.get((kind, place))
        if known is None:
            known = self._known[kind, place] = self._grammar[kind].match(self._text, place) is not None
        return known

    def of(self, kind: str, begin: int, end: int) -> Iterator[re.Match[str]]:
        """The first marks of `kind` between `begin` and `end`, none inside another."""
        places, match = self._places[kind], self._grammar[kind].match
        found = 0
        for place in places[bisect_left(places, begin) : bisect_left(places, end)]:
            mark = match(self._text, place, end) if place >= begin else None
            if mark is not None:
                begin, found = mark.end(), found + 1
                yield mark
            if found == _MOST_MARKS:
                return
