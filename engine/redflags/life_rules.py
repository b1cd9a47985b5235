"""R1 breath, chest, consciousness; R16 crisis."""

from __future__ import annotations

from engine.redflags.combination import Tier
from engine.redflags.findings import LOWER, Findings


def breath_chest_consciousness(f: Findings) -> Tier | None:
    """R1: any sign is 119; breathlessness alone is today."""
    if f.has("dyspnea", "chest_pain", "unconscious", "blood", "blue_lips"):
        return "119"
    if f.has("bad_breath", "bad_chest", "bad_mind"):
        return "119"
    # An answer that does not come may be ours: it counts of a person, not of a message.
    if f.has("no_answer") and f.has("person", "child", "old_age"):
        return "119"
    # Cramp of a calf is no seizure: the word alone counts only without a muscle (corrects the specification's "any").
    if f.has("convulsion") and not f.has("muscle_cramp"):
        return "119"
    if f.has("dazed") and f.has("sudden", "cold_sweat", "breathless", "person"):
        return "119"
    breathless = f.of("breathless")
    if not breathless:
        return None
    grave = f.near(breathless, "sudden", "at_rest", "cold_sweat", "faint_feeling", "long_travel", "cannot_walk")
    if grave or f.at(LOWER, "swelling") or f.has("surgery", "clot_risk", "cast"):
        return "119"
    return "today"


def crisis(f: Findings) -> Tier | None:
    """R16: any wording; in doubt it fires. The tier of the interface is 119, the message its own."""
    if f.has("crisis"):
        return "119"
    # 「もう楽になりたい」 says crisis only where no pain is spoken of.
    return "119" if f.has("soft_relief") and not f.has("pain", "numb", "swelling") else None
