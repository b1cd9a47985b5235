"""How much a message looks like one that no topic answers: the measured best of the scores in `benchmarks.unknown`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from benchmarks.questions import OUT_OF_SCOPE_TOPICS


def out_of_scope_scores(topics: Sequence[str], probabilities: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Probability of the out-of-scope topics against that of the best other topic, shape (n_texts,).

    From probabilities of shape (n_texts, n_topics); between 0 and 1.
    """
    outside = np.isin(np.array(topics), OUT_OF_SCOPE_TOPICS)
    values = np.asarray(probabilities, dtype=np.float64)
    return _odds(values[:, outside].sum(axis=1), values[:, ~outside].max(axis=1))


def ranking_score(ranking: Sequence[tuple[str, float]]) -> float:
    """The score of one message from its ranking of topics; 1 for an empty one."""
    outside = sum(confidence for topic, confidence in ranking if topic in OUT_OF_SCOPE_TOPICS)
    inside = max((confidence for topic, confidence in ranking if topic not in OUT_OF_SCOPE_TOPICS), default=0.0)
    return float(_odds(np.array(outside), np.array(inside))) if ranking else 1.0


def _odds(outside: npt.NDArray[np.float64], inside: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(outside / np.maximum(outside + inside, 1e-12))
