"""R3 hot joint, R7 locked knee, R11 big toe, R14 after injection or surgery."""

from __future__ import annotations

from engine.redflags.combination import Tier
from engine.redflags.findings import LOWER, Findings
from engine.redflags.marks import Mark

_JOINT = LOWER | {None}


def hot_joint(f: Findings) -> Tier | None:
    """R3: swelling and heat with fever, sudden onset, strong pain …; fever with either; pus."""
    swelling = [m for m in f.of("swelling") if m.part in _JOINT]
    heat = [m for m in f.of("heat") if m.part in _JOINT]
    if f.at({"big_toe"}, "swelling", "heat") and not f.has("fever", "pus"):
        return None  # R11
    pus = f.below("pus")
    if not (swelling or heat or pus):
        return None
    fever = f.has("fever")
    if ((fever or (swelling and heat) or pus) and f.has("shivering", "unconscious")) or (pus and f.has("foggy")):
        return "119"
    if fever and f.has("foggy"):
        return "119"
    if pus or (fever and (swelling or f.at(LOWER, "heat"))):
        return "today"
    if swelling and heat:
        worse = f.near(swelling, "sudden") or f.has("severe_pain", "cannot_bend", "immune", "cannot_walk", "worsening")
        return "today" if worse else "soon"
    if _red_and_hot(heat) and (f.near(heat, "sudden") or f.has("immune", "severe_pain", "cannot_bend")):
        return "today"
    # Added: a joint that swells all at once, though nobody speaks of heat.
    acute = [m for m in swelling if m.part in {"knee", "ankle"}]
    return "soon" if acute and f.near(acute, "sudden") and not f.has("habitual", "both_sides") else None


def _red_and_hot(heat: list[Mark]) -> bool:
    # Redness is among the words of heat: two of them at different places are two signs, swelling or not.
    return any(later.begin >= earlier.end for earlier in heat for later in heat if later.turn == earlier.turn)


def locked_knee(f: Findings) -> Tier | None:
    """R7: locked now; with strong pain or an injury today."""
    # 「引っかかって」 and 「膝が伸びない」 may stand apart.
    locked = f.below("locked") or f.at({"knee"}, "no_motion")
    if f.has("no_stretch", "cannot_bend"):
        locked = locked or f.below("caught")
    if not locked:
        stuck = f.at({"knee"}, "cannot_bend", "no_stretch")
        locked = stuck if f.near(stuck, "sudden", "gave_way") else []
    if not locked or (f.has("stiff_habit") and not f.near(locked, "sudden")):
        return None
    return "today" if f.has("severe_pain", "injury") else "soon"


def big_toe(f: Findings) -> Tier | None:
    """R11: the base of the big toe, red, swollen or very painful, all at once."""
    if f.has("wind_hurts"):
        return "soon"
    if not f.has("gout_like") or f.at({"hand"}, "gout_like") or (f.has("bunion") and not f.has("sudden")):
        return None
    return "soon" if f.has("sudden", "severe_pain") or (f.has("swelling") and f.has("heat")) else None


def after_treatment(f: Findings) -> Tier | None:
    """R14: swelling, heat, fever, strong pain, pus or rash after an injection or surgery."""
    if not f.has("injection", "surgery"):
        return None
    if f.has("hives", "dyspnea", "unconscious", "faint_feeling"):
        return "119"
    local = f.below("swelling", "heat", "pus", "rash", "severe_pain", "oozing", "worsening")
    return "today" if local or f.has("fever", "strong_pain") else None
