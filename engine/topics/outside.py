"""The two out-of-scope topics weighed as one: what the page does not answer must not be answered by a guess."""

from __future__ import annotations

from collections.abc import Sequence

OUTSIDE = frozenset({"out_of_scope", "out_of_scope_medical"})


def outside_weighed(ranking: Sequence[tuple[str, float]], least: float) -> list[tuple[str, float]]:
    """`ranking` with the likelier out-of-scope topic first once both together reach the probability `least`.

    That entry then carries the probability of both, so below the threshold of the fallback the assistant
    asks back, with the other topics of the ranking as suggestions. The reason for `least` is in docs/adr/0005.
    """
    outside = [(topic, probability) for topic, probability in ranking if topic in OUTSIDE]
    together = sum(probability for _, probability in outside)
    if not outside or together < least:
        return list(ranking)
    inside = [(topic, probability) for topic, probability in ranking if topic not in OUTSIDE]
    return [(outside[0][0], together), *inside]
