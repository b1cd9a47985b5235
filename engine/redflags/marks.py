"""The signs of one text with their places, parts of the body and statuses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.redflags.cancellation import Cancellation
from engine.redflags.segments import clean, segments
from engine.redflags.sentences import Status
from engine.redflags.views import Found, View, heard_views, signs, typed_view
from engine.redflags.vocabulary import IDIOM, PART, Vocabulary

# A symptom is at the part named just before it, or just after (腫れたふくらはぎ).
_PART_BEFORE = 40
_PART_AFTER = 12
# 「病院に行きたくない」 sounds like 「生きたくない」.
_ONLY_TYPED = {"crisis"}
# Said of any other part these are no signs at all: 膝がつらい.
_ONLY_AT = {"bad_breath": "breath", "bad_chest": "chest", "bad_mind": "mind"}


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
        found += [m for m in more if m.sign not in _ONLY_TYPED and (m.sign, heard.segment_at(m.begin)) not in seen]
    return found


def _marks_of(view: View, vocabulary: Vocabulary, turn: int) -> list[Mark]:
    found = _visible(_longest(signs(view, vocabulary)), vocabulary)
    places = [f for f in found if f.sign.startswith(PART)]
    begins = [f.begin for f in places]
    located = []
    for f in (f for f in found if not f.sign.startswith(PART)):
        near = places[bisect_left(begins, f.begin - _PART_BEFORE) : bisect_right(begins, f.end + _PART_AFTER)]
        part = _part_of(f, near, view)
        if _ONLY_AT.get(f.sign, part) == part:
            located.append((f, part))
    cancelled = Cancellation(view, [f for f, _ in located], vocabulary.cancel, vocabulary.openings)
    return [
        Mark(
            f.sign,
            turn,
            view.first_sentence + cancelled.sentence_of(f.begin),
            f.begin,
            f.end,
            part,
            cancelled.status(f),
        )
        for f, part in located
    ]


def _longest(found: Iterable[Found]) -> list[Found]:
    """One match a sign and place, in the order of places: what follows the longest decides what becomes of it."""
    longest: dict[tuple[str, int], Found] = {}
    for f in found:
        known = longest.get((f.sign, f.begin))
        # Of equally long ones that which is no denial: 言葉のもつれ is a noun.
        if known is None or (known.end, not known.negative) < (f.end, not f.negative):
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
    chosen = min(same or [p for p in near if _is_topic(p, found, view)], key=rank, default=None)
    return chosen.sign.removeprefix(PART) if chosen else None


def _is_topic(place: Found, found: Found, view: View) -> bool:
    # 「足がどす黒い。冷たい。」 goes on about the foot; a question about the knee is done with.
    end = view.voiced.find("。", place.end, found.begin)
    return end > 0 and view.voiced[end - 1] != "か"
