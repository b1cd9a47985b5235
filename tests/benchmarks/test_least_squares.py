"""The bench's solver against the engine's: what is measured is what is deployed."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.kernels import Kernel, dense_kernel, mixture, ngram_kernel, vector_kernel
from benchmarks.least_squares import Scored, inverse_of, least_squares
from engine.topics.features import Block, Utterance
from engine.topics.model import Settings, TopicModel

WORDS = ("膝", "痛い", "靴", "選ぶ", "予約", "電話", "注射", "費用", "歩く", "階段")
BLOCKS = (Block("words", 1, 2, 1.0), Block("characters", 1, 3, 0.8, 2), Block("reading", 2, 3, 0.5, 2))
PENALTY = 0.7
VECTOR_WEIGHT = 1.3


def _utterance(words: tuple[str, ...], random: np.random.Generator) -> Utterance:
    text = "".join(words)
    return Utterance(text, words, text, random.standard_normal(12).astype(np.float32))


@pytest.fixture(name="train")
def _train() -> list[Utterance]:
    random = np.random.default_rng(1)
    return [_utterance(tuple(random.choice(WORDS, 4)), random) for _ in range(40)]


@pytest.fixture(name="labels")
def _labels(train: list[Utterance]) -> list[str]:
    return ["knee" if "膝" in u.words else "shoe" if "靴" in u.words else "other" for u in train]


def _kernel(train: list[Utterance], asked: list[Utterance]) -> Kernel:
    parts = [(ngram_kernel(Block(b.view, b.low, b.high, 1.0, b.min_count), train, {"asked": asked}), b.weight)
             for b in BLOCKS]  # fmt: skip
    return mixture([*parts, (vector_kernel(train, {"asked": asked}), VECTOR_WEIGHT)])


@pytest.fixture(name="scored")
def _scored(train: list[Utterance], labels: list[str]) -> Scored:
    return least_squares(_kernel(train, train[:5]), labels, PENALTY)


def test_bench_and_engine_agree(train: list[Utterance], labels: list[str], scored: Scored) -> None:
    model, left_out = TopicModel.fit_with_left_out(train, labels, Settings(BLOCKS, VECTOR_WEIGHT, PENALTY))
    assert scored.topics == tuple(model.topics)
    assert scored.left_out_probabilities() == pytest.approx(left_out.probabilities, abs=1e-3)
    assert scored.probabilities("asked") == pytest.approx(model.probabilities(train[:5]), abs=1e-3)


def test_left_out_scores_equal_training_without_the_example() -> None:
    random = np.random.default_rng(2)
    rows = random.standard_normal((12, 5)).astype(np.float32)
    labels = ["a", "b", "c"] * 4
    found = least_squares(_plain(rows, rows), labels, PENALTY)
    targets = np.eye(3)[[0, 1, 2] * 4]
    kept = np.arange(12) != 4
    # The bias is the mean of all targets in both, as in the engine.
    bias = targets.mean(axis=0)
    gram = rows[kept] @ rows[kept].T + PENALTY * np.eye(11)
    expected = rows[4] @ rows[kept].T @ np.linalg.solve(gram, targets[kept] - bias) + bias
    assert found.left_out[4] == pytest.approx(expected, abs=1e-4)


def test_twins_are_left_out_together_and_not_scored() -> None:
    random = np.random.default_rng(4)
    rows = random.standard_normal((8, 6)).astype(np.float32)
    labels = ["a", "b"] * 4
    found = least_squares(_plain(rows, rows), labels, PENALTY, twins={0: 6})
    kept = np.array([1, 2, 3, 4, 5, 7])
    targets = np.eye(2)[[0, 1] * 4]
    bias = targets.mean(axis=0)
    gram = rows[kept] @ rows[kept].T + PENALTY * np.eye(6)
    expected = rows[0] @ rows[kept].T @ np.linalg.solve(gram, targets[kept] - bias) + bias
    assert found.left_out.shape == (7, 2)
    assert found.left_out[0] == pytest.approx(expected, abs=1e-4)


def test_a_kernel_that_is_not_positive_definite_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ValueError, match="raise it"):
        inverse_of(-np.eye(3, dtype=np.float32), 0.5)


def test_dense_rows_are_centred_and_of_unit_length() -> None:
    rows = np.random.default_rng(5).standard_normal((6, 4)).astype(np.float32) + 3
    kernel = dense_kernel(rows, {"asked": rows[:2]})
    assert np.diag(kernel.train) == pytest.approx(np.ones(6), abs=1e-5)
    assert kernel.others["asked"] == pytest.approx(kernel.train[:2], abs=1e-5)


def _plain(train: np.ndarray, asked: np.ndarray) -> Kernel:
    return Kernel(train @ train.T, {"asked": asked @ train.T}, 0.0, 0.0)
