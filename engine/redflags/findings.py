"""What was found in a text and in the turns before it, and the questions the rules ask of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.redflags.cancellation import Cancellation, Status
from engine.redflags.segments import clean, segments
from engine.redflags.views import Found, View, heard_views, signs, typed_view
from engine.redflags.vocabulary import IDIOM, PART, Vocabulary

# A symptom is at the part named just before it, or just after (腫れたふくらはぎ).
_PART_BEFORE = 40
_PART_AFTER = 12

LOWER = frozenset({"knee", "ankle", "calf", "shin", "thigh", "leg", "toes", "big_toe", "achilles", "heel"})
OTHER = frozenset({"hand", "face", "trunk"})


@dataclass(frozen=True)
class Mark:
    """A sign with its place: turn (0 is the present one, 1 the one before), sentence, part and status."""

    sign: str
    turn: int
    sentence: int
    begin: int
    end: int
    part: str | None
    status: Status


def marks(text: str, vocabulary: Vocabulary, turn: int = 0) -> list[Mark]:
    """All signs in `text`, the cancelled too, idioms left out."""
    parts = segments(clean(text, vocabulary.spelling.rewrite))
    typed = typed_view(parts, vocabulary.spelling)
    found = _marks_of(typed, vocabulary, turn)
    seen = {(m.sign, typed.segment_at(m.begin)) for m in found}
    for heard in heard_views(parts, vocabulary.spelling):
        more = _marks_of(heard, vocabulary, turn)
        found += [m for m in more if (m.sign, heard.segment_at(m.begin)) not in seen]
    return found


def _marks_of(view: View, vocabulary: Vocabulary, turn: int) -> list[Mark]:
    found = _visible(_longest(signs(view, vocabulary)), vocabulary)
    places = [f for f in found if f.sign.startswith(PART)]
    begins = [f.begin for f in places]
    found = [f for f in found if not f.sign.startswith(PART)]
    cancelled = Cancellation(view, found, vocabulary.cancel)
    made = []
    for f in found:
        near = places[bisect_left(begins, f.begin - _PART_BEFORE) : bisect_right(begins, f.end + _PART_AFTER)]
        part, sentence = _part_of(f, near, view), view.first_sentence + cancelled.sentence_of(f.begin)
        made.append(Mark(f.sign, turn, sentence, f.begin, f.end, part, cancelled.status(f)))
    return made


def _longest(found: Iterable[Found]) -> list[Found]:
    """One match a sign and place, in the order of places: what follows the longest decides what becomes of it."""
    longest: dict[tuple[str, int], Found] = {}
    for f in found:
        known = longest.get((f.sign, f.begin))
        if known is None or known.end < f.end:
            longest[f.sign, f.begin] = f
    return sorted(longest.values(), key=lambda f: (f.begin, f.end))


def _visible(found: list[Found], vocabulary: Vocabulary) -> list[Found]:
    """`found` without idioms and without what begins inside a wording that means something else."""
    visible = []
    # Places go up, so the farthest end of each sign so far is all there is to know.
    reached: dict[str, int] = {}
    for place, group in groupby(found, key=lambda f: f.begin):
        here = list(group)
        for f in here:
            reached[f.sign] = max(reached.get(f.sign, 0), f.end)
        for f in here:
            longer = vocabulary.hidden_by.get(f.sign, frozenset())
            if not f.sign.startswith(IDIOM) and not any(reached.get(other, 0) > place for other in longer):
                visible.append(f)
    return visible


def _part_of(found: Found, near: Sequence[Found], view: View) -> str | None:
    def rank(place: Found) -> tuple[bool, int, int]:
        # Named inside the sign or before it; of those that begin together the longer name (足の親指).
        after = place.begin >= found.end
        distance = place.begin - found.end if after else found.end - place.end
        return after, max(distance, 0), place.begin - place.end

    same = [p for p in near if "。" not in view.voiced[min(p.begin, found.begin) : max(p.end, found.end)]]
    chosen = min(same or [p for p in near if p.begin < found.begin], key=rank, default=None)
    return chosen.sign.removeprefix(PART) if chosen else None


class Findings:
    """The signs that count, asked by name."""

    def __init__(self, found: Iterable[Mark], statuses: Collection[Status] = ("active",)) -> None:
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

    def at(self, parts: Collection[str], *names: str) -> list[Mark]:
        """Marks of the signs at one of the parts of the body."""
        return [m for m in self.of(*names) if m.part in parts]

    def below(self, *names: str) -> list[Mark]:
        """Marks of the signs anywhere on the leg or at no named part: this is a clinic for knees and ankles."""
        return [m for m in self.of(*names) if m.part not in OTHER]

    def near(self, marked: Iterable[Mark], *names: str) -> bool:
        """Whether one of the signs stands in the same turn as a mark, in its sentence or the next or last one."""
        places = {(o.turn, o.sentence + step) for o in self.of(*names) for step in (-1, 0, 1)}
        return any((m.turn, m.sentence) in places for m in marked)
