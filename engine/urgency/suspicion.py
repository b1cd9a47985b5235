"""When the learned second look says enough to act on."""

from __future__ import annotations

from collections.abc import Sequence

from engine.urgency.sentences import HARMLESS

CRISIS = "crisis"


def suspected_tier(
    ranking: Sequence[tuple[str, float]], least: float, least_119: float, least_crisis: float
) -> str | None:
    """`119`, `today` or `crisis`, or None, from all labels with their probabilities, best first.

    Suspected from the probability `least` of all urgent labels together; 119 and a crisis from one of their own. What
    else is suspected becomes `today`: the list of urgent signs that is then shown names no tier (safety rules, CLF).
    """
    urgent = [(label, probability) for label, probability in ranking if label != HARMLESS]
    if not urgent or sum(probability for _, probability in urgent) < least:
        return None
    label, probability = urgent[0]
    if label == CRISIS and probability >= least_crisis:
        return CRISIS
    return "119" if label == "119" and probability >= least_119 else "today"
