"""R2 swollen calf, R5 pressure after injury or plaster, R10 cold or pale foot."""

from __future__ import annotations

from engine.redflags.combination import Tier
from engine.redflags.findings import Findings

_CALF = {"calf", "shin"}
_FOOT = {"toes", "big_toe", "leg", "ankle", "calf", "shin", "thigh", "achilles"}
_LEG = {"leg", "calf", "shin", "thigh"}


def swollen_calf(f: Findings) -> Tier | None:
    """R2: a calf that is swollen, red or hot, or one leg that swells; heaviness alone needs a risk."""
    if f.has("both_sides") and not f.has("one_side"):
        return None
    at_risk = f.has("clot_risk", "surgery", "cast", "cancer")
    acute = at_risk or f.has("one_side") or bool(_onset(f))
    calf = f.at(_CALF, "swelling", "heat", "redness")
    if f.has("thicker") and f.has("sudden"):
        return "today"
    mild = {(m.turn, m.begin) for m in f.of("mild_swelling")}
    plain = [m for m in calf if (m.turn, m.begin) not in mild]
    if plain and (acute or not f.has("habitual")):
        return "today"
    # 「片方だけ腫れて」 without a part is a leg here, unless it was hurt.
    parts = _LEG if f.has("injury") else _LEG | {None}
    leg = [m for m in f.of("swelling", "redness") if m.part in parts]
    if (calf or leg) and (at_risk or f.has("one_side") or f.near(calf + leg, "sudden")) and not _everyday(f):
        return "today"
    if f.at(_LEG, "swelling") and f.at(_LEG, "white", "dark"):
        return "today"
    return "today" if f.has("cramp_stays", "press_pain") and calf and acute else None


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
    tense_and_dead = (
        f.has("tight") and bool(f.below("no_feeling", "toes_stuck")) and f.has("sudden", "worsening", "swelling")
    )
    if tense_and_dead and not f.has("chronic_cold"):
        return "119"
    if not f.has("injury", "cast", "surgery"):
        return None
    signs = f.count("tight", "worsening", "drug_fails", "toes_stuck", "no_feeling")
    foot = _FOOT | {None} if f.has("cast") else _FOOT
    bloodless = f.at(foot, "cold", "white")
    if f.has("cast") and (bloodless or f.has("no_feeling")):
        return "119"
    signs += bool(f.at(foot, "cold")) + bool(f.at(foot, "white", "dark"))
    signs += f.has("numb", "tingling") + (f.has("severe_pain") and not f.has("worsening"))
    if f.has("cast") and not f.has("severe_pain", "worsening"):
        signs += f.has("pain")  # pain where the plaster should have ended it
    nerve_or_vessel = f.has("tight", "drug_fails", "toes_stuck", "no_feeling", "numb", "passive_stretch") or bool(
        bloodless
    )
    if signs >= 2 and (nerve_or_vessel or f.has("cast")):
        return "119"
    return "today" if f.has("cast") and signs and nerve_or_vessel else None


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
    hurting = f.has("severe_pain", "toes_stuck") or (f.has("strong_pain") and f.has("one_side", "worsening"))
    one_sided = f.has("one_side") and f.has("pain", "numb")
    return "119" if sudden or both or no_feeling or hurting or one_sided else None
