"""R2 swollen calf, R5 pressure after injury or plaster, R10 cold or pale foot."""

from __future__ import annotations

from engine.redflags.combination import Tier
from engine.redflags.findings import LOWER, Findings

_CALF = {"calf", "shin"}
_LEG = {"leg", "calf", "shin", "thigh", None}


def swollen_calf(f: Findings) -> Tier | None:
    """R2: a calf that is swollen, red or hot, or one leg that swells; heaviness alone needs a risk."""
    if f.has("both_sides") and not f.has("one_side"):
        return None
    at_risk = f.has("clot_risk", "surgery", "cast", "cancer")
    acute = at_risk or f.has("one_side") or bool(_onset(f))
    calf = f.at(_CALF, "swelling", "heat", "redness")
    mild = {(m.turn, m.begin) for m in f.of("mild_swelling")}
    plain = [m for m in calf if (m.turn, m.begin) not in mild]
    if plain and (acute or not f.has("habitual")):
        return "today"
    leg = [m for m in f.of("swelling", "redness") if m.part in _LEG | {"ankle"}]
    if (calf or (leg and f.has("one_side"))) and acute and not _everyday(f):
        return "today"
    if [m for m in leg if m.part in _LEG] and (at_risk or f.near(leg, "sudden")) and not _everyday(f):
        return "today"
    return "today" if f.has("cramp_stays", "press_pain") and calf and acute else None


def _onset(f: Findings) -> bool:
    return f.near(f.of("swelling", "redness", "heat"), "sudden")


def _everyday(f: Findings) -> bool:
    # Standing and sport swell a leg; a sudden or one-sided swelling is more than that.
    return f.has("habitual") and not (f.has("one_side") and f.has("sudden"))


def pressure(f: Findings) -> Tier | None:
    """R5: two signs after injury, plaster or surgery are 119; one sign under a plaster is today.

    The single sign under a plaster is added to the specification: nobody else would catch it.
    """
    if not f.has("injury", "cast", "surgery"):
        return None
    signs = f.count("tight", "worsening", "drug_fails", "toes_stuck", "cold_foot", "pale_foot")
    signs += f.has("numb", "no_feeling") + (f.has("severe_pain") and not f.has("worsening"))
    nerve_or_vessel = f.has("tight", "drug_fails", "toes_stuck", "cold_foot", "no_feeling", "numb")
    if signs >= 2 and (nerve_or_vessel or f.has("cast")):
        return "119"
    return "today" if f.has("cast") and signs else None


def cold_or_pale_foot(f: Findings) -> Tier | None:
    """R10: colour or cold with sudden onset, strong pain or no feeling; or both at once."""
    signs = [m for m in f.of("cold_foot", "pale_foot") if m.part in LOWER | {None}]
    if f.has("no_pulse", "blocked") and (signs or f.has("no_feeling", "one_side", "severe_pain")):
        return "119"
    if not signs:
        return None
    sudden = f.near(signs, "sudden")
    if f.has("chronic_cold", "both_sides") and not sudden and not f.has("no_feeling"):
        return None
    both = f.has("cold_foot") and f.has("pale_foot")
    numb_or_hurting = f.has("no_feeling", "severe_pain", "strong_pain", "toes_stuck")
    one_sided = f.has("one_side") and f.has("pain", "numb")
    return "119" if sudden or both or numb_or_hurting or one_sided else None
