"""Questions that lean on the turn before: 「いくら?」 after BME, 「じゃあPRPは?」 after side effects, 「何回?」 after an exercise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine.dialogue.aspects import named_aspect

# Topics whose answer depends on the treatment in question.
ASPECTS = frozenset({"treatment/cost", "treatment/duration", "treatment/side_effects", "treatment/eligibility"})
# Topics during which the treatment in question stays the same.
_KEEPS_TREATMENT = ("treatment/", "clinic/")
_EXERCISES = frozenset(
    f"selfcare/{name}" for name in ("calf_stretch", "towel_stretch", "ankle_circles", "chair_stand", "single_leg_stand")
)
# Answers that speak of all treatments at once end the talk about one.
_ALL_TREATMENTS = frozenset({"treatment/comparison", "treatment/regenerative", "treatment/conservative"})
EVERY_TREATMENT = "all"

_FILLER = re.compile(
    r"じゃあ|じゃ|では|それなら|だったら|なら|ほな|ほんなら|そしたら|んで|で、|の場合|場合|のほう|の方|のは|って|とか|だと|は|も|の|、|。|\?|？|!|！|〜|ー|\s|"
    r"どう(?:です|なん|や|なの)?(?:か|ん)?|ですか|でしょうか|なん(?:ですか|や)?|療法|治療|注射|さん|ちゃん"
)
_HOW_OFTEN = re.compile(
    r"何[回秒分]|なん(?:かい|びょう|ぷん)|回数|秒数|毎日|1日|一日|いちにち|どのくらい|どれくらい|どんくらい|頻度|いつや|何セット"
)
_LONGEST_ELLIPSIS = 14


@dataclass(frozen=True)
class Before:
    """What is known of the turns before: the latest answered topic and the treatment then in question."""

    topic: str | None = None
    treatment: str | None = None


@dataclass(frozen=True)
class Resolved:
    """The topic an utterance has in its place, and the treatment its answer is about (`None`: does not matter)."""

    topic: str | None
    treatment: str | None


def resolve(text: str, topic: str | None, entities: Sequence[dict[str, Any]], before: Before) -> Resolved:
    """Reads `text` after the turns `before`; `topic` is what it was taken for by itself."""
    named = list(dict.fromkeys(e["value"] for e in entities if e.get("entity") == "treatment"))
    if len(named) == 1 and before.topic in ASPECTS and _is_bare(text, entities):
        return Resolved(before.topic, named[0])
    if not named and before.topic in _EXERCISES and topic != before.topic and _asks_how_often(text, entities):
        return Resolved(before.topic, None)
    topic = named_aspect(text, topic, named) or topic
    if topic not in ASPECTS:
        return Resolved(topic, None)
    if len(named) == 1:
        return Resolved(topic, named[0])
    return Resolved(topic, EVERY_TREATMENT if named else before.treatment or EVERY_TREATMENT)


def after(before: Before, topic: str | None, entities: Sequence[dict[str, Any]]) -> Before:
    """What is known once a turn on `topic` has been answered."""
    if topic is None or "/" not in topic:
        return before
    if topic in _ALL_TREATMENTS or not topic.startswith(_KEEPS_TREATMENT):
        return Before(topic, None)
    named = list(dict.fromkeys(e["value"] for e in entities if e.get("entity") == "treatment"))
    own = topic.removeprefix("treatment/")
    treatment = before.treatment
    if topic.startswith("treatment/"):
        if own in {"bme", "prp", "stem_cell", "hyaluronic_acid", "shockwave"}:
            treatment = own
        elif topic in ASPECTS and len(named) == 1:
            treatment = named[0] if named[0] != EVERY_TREATMENT else None
    return Before(topic, treatment)


def _is_bare(text: str, entities: Sequence[dict[str, Any]]) -> bool:
    rest = text
    for entity in sorted(entities, key=lambda e: -int(e["start"])):
        if entity.get("entity") == "treatment":
            rest = rest[: entity["start"]] + rest[entity["end"] :]
    return not _FILLER.sub("", rest)


def _asks_how_often(text: str, entities: Sequence[dict[str, Any]]) -> bool:
    own_subject = any(e.get("entity") in {"exercise", "body_part", "shoe", "exam"} for e in entities)
    return len(text) <= _LONGEST_ELLIPSIS and not own_subject and bool(_HOW_OFTEN.search(text))
