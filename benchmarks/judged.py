"""Scores of any method turned into the figures of the ablation table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.least_squares import Scored
from benchmarks.metrics import Share, auroc, share, threshold_for_share
from benchmarks.out_of_scope_score import out_of_scope_scores
from benchmarks.questions import OUT_OF_SCOPE_TOPICS, Question

# All methods are compared at the threshold that asks back on this share of the held-out questions.
FALLBACK_SHARE = 0.05


@dataclass(frozen=True)
class Judged:
    """One row of the ablation table: a method and its figures on the held-out questions."""

    name: str
    left_out: float
    left_out_loss: float
    top1: Share
    accepted: Share
    wrong_confident: Share
    out_of_scope: float
    train_s: float
    text_ms: float

    def cells(self) -> list[str]:
        """The cells of the row, as in `HEAD`."""
        return [
            self.name,
            f"{self.left_out:.3f}",
            f"{self.left_out_loss:.3f}",
            str(self.top1),
            f"{self.accepted.value:.3f}",
            f"{self.wrong_confident.value:.3f}",
            f"{self.out_of_scope:.3f}",
            f"{self.train_s:.0f}",
            f"{self.text_ms:.1f}",
        ]

    def as_dict(self) -> dict[str, Any]:
        """The form written to JSON."""
        shares = {key: getattr(self, key).as_dict() for key in ("top1", "accepted", "wrong_confident")}
        keys = ("name", "left_out", "left_out_loss", "out_of_scope", "train_s", "text_ms")
        return {**{key: getattr(self, key) for key in keys}, **shares}


HEAD = (
    "method", "left-out acc.", "left-out loss", "held-out top-1 [95 %]", "accepted", "wrong, confident",
    "out-of-scope AUROC", "train s", "ms",
)  # fmt: skip


def judge(
    name: str, scored: Scored, held_out: Sequence[Question], outside: Sequence[Question], analysis_ms: float = 0.0
) -> Judged:
    """Judge the scores of a method; `analysis_ms` is what reading a text costs before its features."""
    probabilities = scored.probabilities("held_out")
    best = [scored.topics[i] for i in probabilities.argmax(axis=1)]
    confidence = probabilities.max(axis=1)
    accepted = np.array([q.accepts(topic) for q, topic in zip(held_out, best, strict=True)])
    threshold = threshold_for_share(confidence, FALLBACK_SHARE)
    inside = np.array([q.topic not in OUT_OF_SCOPE_TOPICS for q in held_out])
    return Judged(
        name,
        scored.left_out_accuracy(),
        scored.left_out_loss(),
        share(np.array([topic == q.topic for q, topic in zip(held_out, best, strict=True)])),
        share(accepted),
        share(~accepted & (confidence >= threshold)),
        auroc(
            out_of_scope_scores(scored.topics, scored.probabilities("outside")),
            out_of_scope_scores(scored.topics, probabilities)[inside],
        ),
        scored.train_s,
        scored.text_ms + analysis_ms,
    )
