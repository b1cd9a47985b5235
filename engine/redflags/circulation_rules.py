"""R2 swollen calf, R5 pressure after injury or plaster, R10 cold or pale foot."""

from __future__ import annotations

from collections.abc import Collection

from engine.redflags.combination import Tier
from engine.redflags.findings import Findings
from engine.redflags.marks import Mark

_CALF = {"calf", "shin"}
_FOOT = {"toes", "big_toe", "leg", "ankle", "calf", "shin", "thigh", "achilles"}
_LEG = {"leg", "calf", "shin", "thigh"}
_MOVED = {"toes", "big_toe", "ankle", "leg"}
_STUCK = ("no_motion", "no_lift", "hard_to_move", "cannot_bend")


def swollen_calf(f: Findings) -> Tier | None:
    """R2: a calf that is swollen, red or hot, or one leg that swells; heaviness alone needs a risk."""
    if f.has("both_sides") and not f.has("one_side"):
        return None
    at_risk = f.has("clot_risk", "surgery", "cast", "cancer")
    acute = at_risk or f.has("one_side") or bool(_onset(f))
    calf = f.at(_CALF, "swelling", "heat", "redness")
    if f.has("thicker") and (f.has("sudden", "press_pain") or at_risk):
        return "today"
    mild = {(m.turn, m.begin) for m in f.of("mild_swelling")}
    plain = [m for m in calf if (m.turn, m.begin) not in mild]
    if plain and (acute or not f.has("habitual")):
        return "today"
    # 「片方だけ腫れて」 without a part is a leg here, unless it was hurt.
    parts: set[str | None] = _LEG | {None} if f.has("one_side") else {*_LEG}
    if f.has("injury") and not at_risk:
        # A hurt foot that swells is an injury; a calf is a calf.
        parts -= {"leg", None}
    leg = [m for m in f.of("swelling", "redness") if m.part in parts]
    if (calf or leg) and (at_risk or f.has("one_side") or f.near(calf + leg, "sudden")) and not _everyday(f):
        return "today"
    if f.at(_LEG, "swelling") and f.at(_LEG, "white", "dark"):
        return "today"
    if f.has("press_pain") and calf:
        return "today"
    return "today" if f.has("cramp_stays") and (f.has("press_pain", "thicker") or (calf and acute)) else None


def _onset(f: Findings) -> bool:
    return f.near(f.of("swelling", "redness", "heat"), "sudden")


def _everyday(f: Findings) -> bool:
    # Standing and sport swell a leg; a sudden or one-sided swelling is more than that.
    return f.has("habitual") and not (f.has("one_side") and f.has("sudden"))


def pressure(f: Findings) -> Tier | None:
    """R5: two signs after injury, plaster or surgery are 119.

    Added to the specification: a tense leg without feeling needs no injury, under a plaster no
    feeling or blood is enough, and one other sign under a plaster is today.
    """
    in_plaster = f.has("cast")
    foot = _FOOT | {None}
    tense = [m for m in f.at(foot, "tense") if m.part != "ankle"]
    dead = f.below("no_feeling") + f.at(_MOVED, *_STUCK)
    if tense and dead and f.has("sudden", "worsening", "swelling") and not f.has("chronic_cold"):
        return "119"
    if not (in_plaster or f.has("injury", "surgery")):
        return None
    bloodless = f.at(foot, "cold", "white")
    if in_plaster and (bloodless or f.has("no_feeling")):
        return "119"
    squeezed = [
        tense,
        dead,
        bloodless,
        f.of("drug_fails", "numb", "passive_stretch", "tight_cast" if in_plaster else "numb"),
    ]
    signs = _pressure_signs(f, tense, foot)
    if signs >= 2 and (in_plaster or any(squeezed)):
        return "119"
    return "today" if in_plaster and signs and any(squeezed) else None


def _pressure_signs(f: Findings, tense: list[Mark], foot: Collection[str | None]) -> int:
    in_plaster = f.has("cast")
    signs = [
        bool(tense) or (in_plaster and f.has("tight_cast")),
        bool(f.at(_MOVED, *_STUCK)),
        bool(f.at(foot, "cold")),
        bool(f.at(foot, "white", "dark")),
        f.has("numb", "tingling"),
        f.has("no_feeling"),
        f.has("drug_fails"),
        f.has("passive_stretch"),
        # Pain where the plaster should have ended it counts as worsening.
        f.has("worsening", "severe_pain") or (in_plaster and f.has("pain")),
    ]
    return sum(signs)


def cold_or_pale_foot(f: Findings) -> Tier | None:
    """R10: colour or cold with sudden onset, strong pain or no feeling; or both at once.

    A bruise and a swollen leg are dark too: darkness alone counts without injury and swelling.
    """
    cold, white = f.at(_FOOT, "cold"), f.at(_FOOT, "white")
    dark = f.at(_FOOT, "dark")
    if f.has("no_pulse", "blocked") and (cold or white or dark or f.at(_FOOT, "no_feeling", "no_pulse", "severe_pain")):
        return "119"
    if f.at(_FOOT, "bloodless"):
        return "119"
    no_feeling = f.at(_FOOT, "no_feeling")
    if f.has("injury", "swelling", "bruise") and not (cold or no_feeling):
        dark = []
    signs = cold + white + dark
    if not signs:
        return None
    sudden = f.near(signs, "sudden")
    if f.has("chronic_cold", "both_sides") and not sudden and not no_feeling:
        return None
    both = bool(cold and (white or dark))
    hurting = (
        f.has("severe_pain") or f.at(_MOVED, "no_motion") or (f.has("strong_pain") and f.has("one_side", "worsening"))
    )
    one_sided = f.has("one_side") and f.has("pain", "numb")
    return "119" if sudden or both or no_feeling or hurting or one_sided else None
