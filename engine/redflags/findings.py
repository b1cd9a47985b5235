"""What was found in a text and in the turns before it, and the questions the rules ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine.redflags.marks import Mark
from engine.redflags.sentences import Status

LOWER = frozenset({"knee", "ankle", "calf", "shin", "thigh", "leg", "toes", "big_toe", "achilles", "heel"})
OTHER = frozenset({"hand", "face", "trunk", "chest", "breath", "mind"})

_COUNTED: frozenset[Status] = frozenset({"active"})


class Findings:
    """The signs that count, asked by name."""

    def __init__(self, found: Iterable[Mark], statuses: Collection[Status] = _COUNTED) -> None:
        """Keeps the marks with one of `statuses`."""
        self._by_sign: dict[str, list[Mark]] = {}
        for mark in found:
            if mark.status in statuses:
                self._by_sign.setdefault(mark.sign, []).append(mark)

    def has(self, *names: str) -> bool:
        """Whether any of the signs is there."""
        return any(name in self._by_sign for name in names)

    def count(self, *names: str) -> int:
        """How many of the signs are there."""
        return sum(name in self._by_sign for name in names)

    def of(self, *names: str) -> list[Mark]:
        """All marks of the signs."""
        return [m for name in names for m in self._by_sign.get(name, ())]

    def at(self, parts: Collection[str | None], *names: str) -> list[Mark]:
        """Marks of the signs at one of the parts of the body."""
        return [m for m in self.of(*names) if m.part in parts]

    def below(self, *names: str) -> list[Mark]:
        """Marks of the signs anywhere on the leg or at no named part: this is a clinic for knees and ankles."""
        return [m for m in self.of(*names) if m.part not in OTHER]

    def near(self, marked: Iterable[Mark], *names: str) -> bool:
        """Whether one of the signs stands in the same turn as a mark, in its sentence or the next or last one."""
        places = {(o.turn, o.sentence + step) for o in self.of(*names) for step in (-1, 0, 1)}
        return any((m.turn, m.sentence) in places for m in marked)
