"""What was found in a text and in the turns before it, and the questions the rules ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from engine.redflags.cancellation import Cancellation, Status
from engine.redflags.segments import Segment, clean, segments
from engine.redflags.views import Found, View, heard_view, signs, typed_view
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
    heard = heard_view(parts, vocabulary.spelling)
    if heard is not None:
        seen = {(m.sign, typed.segment_at(m.begin)) for m in found}
        more = _marks_of(heard, vocabulary, turn)
        found += [m for m in more if (m.sign, heard.segment_at(m.begin)) not in seen]
    return found


def _marks_of(view: View, vocabulary: Vocabulary, turn: int) -> list[Mark]:
    found = _visible(list(signs(view, vocabulary)), vocabulary)
    places = [f for f in found if f.sign.startswith(PART)]
    found = [f for f in found if not f.sign.startswith(PART)]
    cancelled = Cancellation(view, found, vocabulary.cancel)
    return [
        Mark(f.sign, turn, cancelled.sentence_of(f.begin), f.begin, f.end, _part_of(f, places, view), cancelled.status(f))
        for f in found
    ]


def _visible(found: list[Found], vocabulary: Vocabulary) -> list[Found]:
    longest: dict[tuple[str, int], Found] = {}
    for f in found:
        # What follows the longest match decides whether the sign is denied or asked about.
        known = longest.get((f.sign, f.begin))
        if known is None or known.end < f.end:
            longest[f.sign, f.begin] = f
    kept = list(longest.values())
    return [f for f in kept if not f.sign.startswith(IDIOM) and not _is_hidden(f, kept, vocabulary)]


def _is_hidden(found: Found, others: Iterable[Found], vocabulary: Vocabulary) -> bool:
    longer = vocabulary.hidden_by.get(found.sign, frozenset())
    return bool(longer) and any(o.sign in longer and o.begin <= found.begin < o.end for o in others)


def _part_of(found: Found, places: Sequence[Found], view: View) -> str | None:
    def rank(place: Found) -> tuple[bool, int, int]:
        # Named inside the sign or before it; of those that begin together the longer name (足の親指).
        after = place.begin >= found.end
        distance = place.begin - found.end if after else found.end - place.end
        return after, max(distance, 0), place.begin - place.end

    near = [p for p in places if -_PART_BEFORE <= p.begin - found.begin and p.begin <= found.end + _PART_AFTER]
    same = [p for p in near if "。" not in view.voiced[min(p.begin, found.begin) : max(p.end, found.end)]]
    chosen = min(same or [p for p in near if p.begin < found.begin], key=rank, default=None)
    return chosen.sign.removeprefix(PART) if chosen else None


class Findings:
    """The signs that count, asked by name."""

    def __init__(self, found: Iterable[Mark], statuses: Collection[Status] = ("active",)) -> None:
        """Keeps the marks with one of `statuses`."""
        self._marks = [m for m in found if m.status in statuses]
        self._signs = frozenset(m.sign for m in self._marks)

    def has(self, *names: str) -> bool:
        """Whether any of the signs is there."""
        return not self._signs.isdisjoint(names)

    def count(self, *names: str) -> int:
        """How many of the signs are there."""
        return sum(name in self._signs for name in names)

    def of(self, *names: str) -> list[Mark]:
        """All marks of the signs."""
        return [m for m in self._marks if m.sign in names]

    def at(self, parts: Collection[str], *names: str) -> list[Mark]:
        """Marks of the signs at one of the parts of the body."""
        return [m for m in self.of(*names) if m.part in parts]

    def below(self, *names: str) -> list[Mark]:
        """Marks of the signs anywhere on the leg or at no named part: this is a clinic for knees and ankles."""
        return [m for m in self.of(*names) if m.part not in OTHER]

    def near(self, marked: Iterable[Mark], *names: str) -> bool:
        """Whether one of the signs stands in the same turn as a mark, in its sentence or the next or last one."""
        others = self.of(*names)
        return any(o.turn == m.turn and abs(o.sentence - m.sentence) <= 1 for m in marked for o in others)
