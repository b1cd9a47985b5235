"""Weights in 8 bits: the same rankings as the exact ones."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from engine.topics.weights import EightBitWeights

RANDOM = np.random.default_rng(7)
EXACT = RANDOM.normal(size=(200, 12)).astype(np.float32) * RANDOM.uniform(0.01, 2, size=(200, 1)).astype(np.float32)
ROWS = sparse.random(40, 200, density=0.1, format="csr", dtype=np.float32, random_state=7)


def test_a_weight_takes_one_byte() -> None:
    weights = EightBitWeights.of(EXACT)
    assert weights.levels.dtype == np.int8
    assert weights.levels.shape == EXACT.shape
    assert weights.scales.shape == (200,)


def test_scores_are_those_of_the_exact_weights_within_the_rounding() -> None:
    exact = ROWS @ EXACT
    found = EightBitWeights.of(EXACT).scores(ROWS)
    # Half a level of each column in use.
    allowed = np.abs(ROWS) @ (np.abs(EXACT).max(axis=1) / 254) + 1e-5
    assert (np.abs(found - exact) <= allowed[:, None]).all()


def test_the_best_topic_stays_the_best_unless_two_are_level() -> None:
    exact = ROWS @ EXACT
    found = EightBitWeights.of(EXACT).scores(ROWS)
    first_two = np.sort(exact, axis=1)[:, -2:]
    clear = first_two[:, 1] - first_two[:, 0] > 0.05
    assert clear.sum() > 20
    assert (found.argmax(axis=1) == exact.argmax(axis=1))[clear].all()


def test_the_largest_weight_of_a_column_is_kept() -> None:
    weights = EightBitWeights.of(np.array([[0.5, -2.0, 0.0]], dtype=np.float32))
    assert weights.levels.tolist() == [[32, -127, 0]]
    assert weights.scores(sparse.csr_matrix(np.ones((1, 1), dtype=np.float32)))[0][1] == pytest.approx(-2.0)


def test_a_column_of_zeros_stays_zero() -> None:
    weights = EightBitWeights.of(np.zeros((1, 3), dtype=np.float32))
    assert not weights.scores(sparse.csr_matrix(np.ones((1, 1), dtype=np.float32))).any()


def test_a_row_without_entries_scores_zero() -> None:
    assert not EightBitWeights.of(EXACT).scores(sparse.csr_matrix((1, 200), dtype=np.float32)).any()
