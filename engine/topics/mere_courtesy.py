"""Whether a message with a courtesy around it says anything else: 「はじめまして、またお邪魔しました」 does not."""

from __future__ import annotations

from collections.abc import Sequence

Ranking = Sequence[tuple[str, float]]

_COURTESIES = frozenset({"greet", "thank", "goodbye"})
# Less than this and what stands beside the courtesy was not understood as a question of its own.
_LEAST_CONFIDENCE = 0.6


def is_mere_courtesy(whole: Ranking, rest: Ranking) -> bool:
    """Whether the message is best read as a whole, from its ranking and that of what is left without the courtesy."""
    if not (whole and rest) or whole[0][0] not in _COURTESIES:
        return False
    (_, courtesy), (topic, question) = whole[0], rest[0]
    return question < _LEAST_CONFIDENCE or ("/" not in topic and courtesy >= question)
