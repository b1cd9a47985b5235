"""R6 palsy, numbness, bladder; R12 pain at rest, lumps; R13 a child that does not walk."""

from __future__ import annotations

from engine.redflags.combination import Tier
from engine.redflags.findings import LOWER, Findings

_LOWER = LOWER | {None, "saddle"}
_LIFTED = {"toes", "ankle", "leg"}


def palsy_and_bladder(f: Findings) -> Tier | None:
    """R6: stroke signs or sudden palsy of both legs 119; bladder, saddle, weakness today; numbness soon."""
    if f.has("speech", "face") and _is_stroke_like(f):
        return "119"
    if f.has("one_body_side") or (f.has("both_legs_still") and f.has("sudden")):
        return "119"
    numb = [m for m in f.of("numb") if m.part in _LOWER]
    # Without a part 「何も感じない」 may be said of anything.
    dead = _LOWER if f.has("numb", "injury", "cast", "cold", "weak") else _LOWER - {None}
    numb += f.at(dead, "no_feeling")
    # 「ジンジン」 after a long day is tiredness; lasting or sudden, or in the toes, it is numbness.
    if not f.has("habitual") or f.has("lasting"):
        tingling = [m for m in f.of("tingling") if m.part in _LOWER]
        numb += [m for m in tingling if m.part in {"toes", "big_toe"} or f.near([m], "lasting", "sudden", "both_sides")]
    if f.has("seiza"):
        numb = [m for m in numb if f.near([m], "sudden")]
    weak = [m for m in f.of("weak") if m.part in _LOWER] + f.at(LOWER - {"knee"}, "limp_leg")
    weak += f.at({"leg", "toes"}, "no_motion")
    weak += [
        m for m in f.of("weakish") if m.part in _LOWER - {"knee", "thigh"} or f.near([m], "sudden", "injury", "numb")
    ]
    drop = f.at(_LIFTED, "no_lift") if f.has("sudden") or not f.has("stiff_ankle") else []
    if f.has("saddle_numb", "urine_stopped"):
        return "today"
    below = numb or f.below("tingling")
    if f.has("urine") and (below or weak or drop or f.near(f.of("urine"), "sudden")):
        return "today"
    if weak or drop or f.has("slipper_unfelt") or (f.has("slipper_lost") and (numb or f.has("sudden"))):
        return "today"
    if numb and (f.has("both_sides", "no_feeling") or f.near(numb, "sudden")):
        return "today"
    return "soon" if numb else None


def _is_stroke_like(f: Findings) -> bool:
    return f.has("sudden", "weak", "numb", "no_feeling", "one_side", "speech", "face", "unconscious")


def rest_pain_or_lump(f: Findings) -> Tier | None:
    """R12: two of pain at rest, at night, weight loss, cancer; or a growing lump."""
    if f.has("growing_lump"):
        return "soon"
    # After cancer any new pain is to be looked at.
    if f.has("cancer") and f.near(f.below("pain", "strong_pain"), "new_pain", "sudden"):
        return "soon"
    signs = f.count("rest_pain", "night_pain", "cancer") + (f.has("weight_loss") and not f.has("diet"))
    bulge = f.has("night_pain") and bool(f.at(LOWER, "swelling"))
    return "soon" if bulge or (signs >= 2 and f.has("pain", "rest_pain", "night_pain")) else None


def limping_child(f: Findings) -> Tier | None:
    """R13: a child that limps, will not stand or walk; or leg pain with fever."""
    if not f.has("child") or f.has("adult_age"):
        return None
    if f.below("child_limp"):
        return "today"
    hurts = f.at(LOWER, "pain", "strong_pain", "severe_pain", "crying")
    return "today" if hurts and f.has("fever") else None
