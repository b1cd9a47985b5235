"""Sentences of a view, the statements within them, and stretches that do not count."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.redflags.views import View

# `general` is kept apart: who asks in general about an urgent symptom is told which ones are urgent.
Status = Literal["active", "denied", "past", "general"]

_SEPARATOR = "。"


@dataclass(frozen=True)
class Scope:
    """A stretch of a view in which signs have a status other than active."""

    begin: int
    end: int
    status: Status


@dataclass(frozen=True)
class Sentence:
    """Where a sentence lies in a view, and where its statements do."""

    begin: int
    end: int
    statements: tuple[tuple[int, int], ...]

    def statement_of(self, place: int) -> tuple[int, int]:
        """Begin and end of the statement that holds `place`."""
        return next((s for s in self.statements if s[0] <= place < s[1]), (self.begin, self.end))


def sentences(view: View) -> Iterator[Sentence]:
    """The sentences of `view` that hold something, in order."""
    begin = 0
    for end in [i for i, char in enumerate(view.voiced) if char == _SEPARATOR] + [len(view.voiced)]:
        if end > begin:
            cuts = [c for c in view.statements if begin < c < end]
            edges = [begin, *cuts, end]
            yield Sentence(begin, end, tuple(itertools.pairwise(edges)))
        begin = end + 1
