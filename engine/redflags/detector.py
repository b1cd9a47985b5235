"""Red flags of a text, judged with the user's last turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.redflags import circulation_rules, injury_rules, joint_rules, life_rules, nerve_rules
from engine.redflags.combination import TIERS, Rule, Tier
from engine.redflags.findings import Findings
from engine.redflags.marks import Mark, marks
from engine.redflags.vocabulary import Vocabulary, vocabulary

# How far back context is read, in the user's turns.
RECENT_TURNS = 3

RULES: Mapping[str, Rule] = {
    "R1": life_rules.breath_chest_consciousness,
    "R2": circulation_rules.swollen_calf,
    "R3": joint_rules.hot_joint,
    "R4": injury_rules.broken_or_deformed,
    "R5": circulation_rules.pressure,
    "R6": nerve_rules.palsy_and_bladder,
    "R7": joint_rules.locked_knee,
    "R8": injury_rules.snapped,
    "R9": injury_rules.sprain,
    "R10": circulation_rules.cold_or_pale_foot,
    "R11": joint_rules.big_toe,
    "R12": nerve_rules.rest_pain_or_lump,
    "R13": nerve_rules.limping_child,
    "R14": joint_rules.after_treatment,
    "R15": injury_rules.thinned_blood,
    "R16": life_rules.crisis,
    "R17": injury_rules.sudden_strong_pain,
}
# Who asks in general about these is shown the list of urgent signs.
_LISTED = frozenset({"R1", "R2", "R3", "R4", "R5", "R6"})
_LISTED_SIGNS = frozenset(
    {"r1_to_r6_subject", "injury", "fever", "pus", "unconscious", "cannot_walk", "locked", "ambulance"}
)


@dataclass(frozen=True)
class Hit:
    """One rule that fires, and how urgent it is."""

    tier: Tier
    rule: str


@dataclass(frozen=True)
class RedFlag:
    """The most urgent hit of a text, and all of them."""

    tier: Tier
    rule: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Assessment:
    """What the rules make of a text.

    `list_wanted`: it asks in general about an urgent symptom; the answer is followed by the list.
    `is_cancelled`: urgent words are there, but denied, past, supposed or told of others.
    """

    flag: RedFlag | None
    list_wanted: bool
    is_cancelled: bool


def detect(text: str, recent: Sequence[str] = ()) -> RedFlag | None:
    """The red flag in `text`, or `None`; `recent` are the user's earlier texts, oldest first."""
    return assess(text, recent).flag


def assess(text: str, recent: Sequence[str] = ()) -> Assessment:
    """The red flag in `text` and, without one, whether the list of urgent signs belongs to the answer."""
    words = vocabulary()
    now = marks(text, words)
    flag = _flag(_hits(now, _earlier(recent, words)))
    if flag is not None:
        return Assessment(flag, list_wanted=False, is_cancelled=False)
    asked = any(m.status == "general" for m in now)
    supposed = _hits_of(Findings(now, {"active", "general"})) if asked else ()
    subject = any(m.sign in _LISTED_SIGNS for m in now if m.status == "general")
    return Assessment(
        flag=None,
        list_wanted=subject or any(hit.rule in _LISTED for hit in supposed),
        is_cancelled=any(m.status != "active" for m in now),
    )


def _earlier(recent: Sequence[str], words: Vocabulary) -> list[Mark]:
    turns = list(recent)[-RECENT_TURNS:]
    return [m for i, text in enumerate(reversed(turns), start=1) for m in marks(text, words, turn=i)]


def _hits(now: list[Mark], earlier: list[Mark]) -> tuple[Hit, ...]:
    """What fires now, or fires only because of what this text adds to the turns before it."""
    alone = _hits_of(Findings(now))
    if not earlier or not now:
        return alone
    before = _hits_of(Findings(earlier))
    together = _hits_of(Findings([*_placed(now, earlier), *earlier]))
    added = [hit for hit in together if hit not in before and hit not in alone]
    return (*alone, *added)


def _placed(now: list[Mark], earlier: list[Mark]) -> list[Mark]:
    """`now` with what names no part of the body at the part spoken of last."""
    spoken_of = [m for m in earlier if m.part is not None]
    if not spoken_of:
        return now
    last = min(spoken_of, key=lambda m: (m.turn, -m.begin))
    return [replace(m, part=last.part) if m.part is None else m for m in now]


def _hits_of(findings: Findings) -> tuple[Hit, ...]:
    verdicts = ((name, rule(findings)) for name, rule in RULES.items())
    return tuple(Hit(tier, name) for name, tier in verdicts if tier is not None)


def _flag(hits: Sequence[Hit]) -> RedFlag | None:
    if not hits:
        return None
    # `max` keeps the first of equals, and the rules are in the order of their numbers.
    ordered = sorted(hits, key=lambda hit: int(hit.rule[1:]))
    worst = max(ordered, key=lambda hit: TIERS.index(hit.tier))
    return RedFlag(worst.tier, worst.rule, tuple(ordered))
