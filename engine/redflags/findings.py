"""What was found in a text and in the turns before it, and the questions the rules ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from engine.redflags.marks import Mark
from engine.redflags.sentences import Status

LOWER = frozenset({"knee", "ankle", "calf", "shin", "thigh", "leg", "toes", "big_toe", "achilles", "heel"})
OTHER = frozenset({"hand", "face", "trunk", "chest", "breath", "mind"})

# A turn with one of these dates what the next turn complains of: 足が急に痛くなりました | 見たら真っ白です.
_COMPLAINTS = ("pain", "strong_pain", "severe_pain", "swelling", "numb", "injury")

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
        """Whether one of the signs stands by a mark: in its sentence, the next or last one, or the complaint before."""
        others = self.of(*names)
        places = {(o.turn, o.sentence + step) for o in others for step in (-1, 0, 1)}
        complained = {c.turn for c in self.of(*_COMPLAINTS)}
        before = {o.turn - 1 for o in others if o.turn in complained}
        return any((m.turn, m.sentence) in places or m.turn in before for m in marked)
