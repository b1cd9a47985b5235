"""What became of each question: right or wrong, answered or not, how sure. Arrays, one entry a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.metrics import Share, share
from benchmarks.questions import Question
from benchmarks.rasa_agent import Reading

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outcomes:
    """Flags and numbers of shape (n_questions,).

    `top1`: the labelled topic came first; `accepted`: it or an accepted neighbour did; `fallback`:
    the assistant asked back instead of answering; `rejected`: fallback or an out-of-scope reply;
    `faq_answer`: the answer of an `area/name` topic was given.
    """

    questions: tuple[Question, ...]
    readings: tuple[Reading, ...]
    top1: Flags
    accepted: Flags
    fallback: Flags
    rejected: Flags
    faq_answer: Flags
    confidence: npt.NDArray[np.float64]
    out_of_scope_score: npt.NDArray[np.float64]
    faq_confidence: npt.NDArray[np.float64]
    took_ms: npt.NDArray[np.float64]

    @classmethod
    def of(cls, questions: Sequence[Question], readings: Sequence[Reading]) -> Outcomes:
        """The outcomes of `questions` as they were read, in the same order."""
        pairs = list(zip(questions, readings, strict=True))
        return cls(
            questions=tuple(questions),
            readings=tuple(readings),
            top1=np.array([r.topic == q.topic for q, r in pairs], dtype=bool),
            accepted=np.array([q.accepts(r.topic) for q, r in pairs], dtype=bool),
            fallback=np.array([r.is_fallback for r in readings], dtype=bool),
            rejected=np.array([r.is_rejected for r in readings], dtype=bool),
            faq_answer=np.array([r.is_faq_answer for r in readings], dtype=bool),
            confidence=np.array([r.confidence for r in readings], dtype=float),
            out_of_scope_score=np.array([r.out_of_scope_score for r in readings], dtype=float),
            faq_confidence=np.array([r.faq_confidence for r in readings], dtype=float),
            took_ms=np.array([r.took_ms for r in readings], dtype=float),
        )

    def where(self, chosen: Flags) -> Outcomes:
        """The outcomes of the chosen questions."""
        places = np.flatnonzero(chosen)
        return Outcomes.of([self.questions[i] for i in places], [self.readings[i] for i in places])

    @property
    def wrong_confident(self) -> Share:
        """The share that got a wrong answer without being asked back, an out-of-scope reply included."""
        return share(~self.accepted & ~self.fallback)

    @property
    def wrong_topic(self) -> Share:
        """The share that got the answer of a wrong topic: a mere "that I cannot answer" is not counted."""
        return share(~self.accepted & ~self.rejected)
