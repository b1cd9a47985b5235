"""When two readings of one message are two questions that both deserve an answer."""

from __future__ import annotations

from collections.abc import Sequence

from engine.topics.parse_data import area_of

Ranking = Sequence[tuple[str, float]]

# Each half must be understood by itself this surely: a story before a question is not a question.
LEAST_CONFIDENCE = 0.6
# Acts that may stand beside a question; the others (thanks, yes, stop ...) say nothing of their own.
_ACTS = frozenset({"book_counseling", "handoff_phone", "privacy"})


def are_two_questions(whole: Ranking, first: Ranking, second: Ranking) -> bool:
    """Whether the halves ask for two different topics, at least one of which the whole message speaks of too."""
    if not (whole and first and second):
        return False
    (one, one_confidence), (other, other_confidence) = first[0], second[0]
    if one == other or min(one_confidence, other_confidence) < LEAST_CONFIDENCE:
        return False
    if not all("/" in topic or topic in _ACTS for topic in (one, other)):
        return False
    # What a symptom comes from and where it hurts is one concern told twice.
    if {area_of(one), area_of(other)} <= {"symptom", "mechanism"}:
        return False
    return bool({one, other} & {topic for topic, _ in whole[:3]})
