"""R4 broken or deformed, R8 snapped tendon, R9 sprain, R15 blood thinner, R17 sudden strong pain."""

from __future__ import annotations

from engine.redflags.combination import Tier
from engine.redflags.findings import LOWER, Findings


def broken_or_deformed(f: Findings) -> Tier | None:
    """R4: an injury and a sign of fracture; deformity, open bone, bleeding are 119."""
    odd = f.below("odd_direction")
    # A toe may be bent for years; everything else that points the wrong way is new.
    if odd and (f.has("injury", "sudden", "severe_pain") or any(m.part != "big_toe" for m in odd)):
        return "119"
    if f.has("bone_seen", "bleeding") or (f.has("deformed") and f.has("injury", "sudden")):
        return "119"
    if not f.has("injury"):
        return None
    if f.below("bent_after_injury") or f.below("cold", "white", "no_feeling"):
        return "119"
    if f.has("heavy_fall", "traffic") and (f.has("cannot_walk", "unconscious", "weak") or f.below("no_motion")):
        return "119"
    signs = ("crack", "bone_pain", "cannot_bend", "swelling_fast", "cannot_walk", "severe_pain")
    if f.has(*signs) or (f.has("strong_pain") and f.has("sudden")):
        return "today"
    return "today" if f.has("old_age") and f.has("fall") and f.has("pain", "swelling") else None


def snapped(f: Findings) -> Tier | None:
    """R8: a snap or the feeling of a kick, or two signs of a torn tendon, all at once or after an injury."""
    acute = f.has("sudden", "injury", "severe_pain", "cannot_walk", "weak", "no_tiptoe", "swelling", "power_lost")
    if f.at({"achilles", "calf"}, "snap_heard"):
        return "today"
    if (
        f.has("kick_feel")
        or (f.below("snap") and (acute or f.at(LOWER, "snap")))
        or (f.has("gap_sound", "snap_heard") and acute)
    ):
        return "today"
    if f.has("no_tiptoe") and f.has("sudden", "injury"):
        return "today"
    no_lift = bool(f.at({"leg", "knee", "heel"}, "no_lift", "no_stretch"))
    signs = f.count("no_tiptoe", "dent", "patella_moved", "weak", "severe_pain") + no_lift
    return "today" if signs >= 2 and f.has("no_tiptoe", "dent", "patella_moved", "sudden", "injury") else None


def sprain(f: Findings) -> Tier | None:
    """R9: a fresh injury that hurts or swells, still walking; falls and blows also without a date."""
    hurts = f.has("pain", "swelling", "strong_pain", "limping", "walks_little", "heat")
    injuries = f.of("injury")
    # 「今日の体育で」 of an earlier turn dates it as well.
    dated = f.near(injuries, "sudden") or any(s.turn != i.turn for s in f.of("sudden") for i in injuries)
    # What swells is fresh; pain alone may stay after an old sprain.
    if injuries and hurts and (dated or f.has("plain_injury") or f.below("swelling")):
        return "soon"
    gave_way = f.below("gave_way")
    return "soon" if gave_way and f.near(gave_way, "sudden") and (hurts or f.has("injury")) else None


def thinned_blood(f: Findings) -> Tier | None:
    """R15: who takes a blood thinner and is hurt, or swells all at once."""
    if not f.has("thinner"):
        return None
    return "today" if f.has("injury", "bleeding") or f.near(f.of("swelling"), "sudden") else None


def sudden_strong_pain(f: Findings) -> Tier | None:
    """R17: strong pain all at once, or pain that forbids walking; now and then is soon."""
    if f.has("ambulance_call"):
        return "119"
    if f.has("ambulance"):
        return "today"
    strong = f.below("severe_pain")
    if strong and f.near(strong, "sudden"):
        return "today"
    stuck = f.of("cannot_walk")
    acute = f.near(stuck, "sudden") or f.has("injury")
    # Getting up from the floor, or stiff for a few steps, is not being unable to walk.
    if not stuck or (f.has("squat_habit", "walks_after_all") and not acute):
        return None
    if f.near(stuck, "sometimes") and not f.near(stuck, "sudden"):
        return "soon"
    return "today"
