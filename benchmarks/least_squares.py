"""The classifier of engine/topics/model.py on given inner products; a test holds the two together."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import linalg
from scipy.optimize import minimize_scalar

from benchmarks.kernels import Kernel

Floats = npt.NDArray[np.floating[Any]]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Scored:
    """Raw scores and calibrated probabilities, columns as `topics`.

    `left_out` holds what each example would have got had it been left out, `labels` the columns of
    the examples' topics, `others` the raw scores of the measured texts by name.
    """

    topics: tuple[str, ...]
    labels: Labels
    left_out: Floats
    others: Mapping[str, Floats]
    temperature: float
    train_s: float
    text_ms: float

    def left_out_probabilities(self) -> Floats:
        """Shape (n_examples, n_topics)."""
        return softmax(self.left_out / self.temperature)

    def probabilities(self, name: str) -> Floats:
        """Shape (n_texts, n_topics) of the measured texts called `name`."""
        return softmax(self.others[name] / self.temperature)

    def left_out_loss(self) -> float:
        """Mean log loss of the left-out examples: what tuning is done on."""
        return log_loss(self.left_out_probabilities(), self.labels)

    def left_out_accuracy(self) -> float:
        """Share of the left-out examples whose topic came first."""
        return float((self.left_out.argmax(axis=1) == self.labels).mean())


def label_columns(topics_of_examples: Sequence[str]) -> tuple[tuple[str, ...], Labels]:
    """The topics in sorted order, and the column of each example's topic."""
    topics = tuple(sorted(set(topics_of_examples)))
    column = {topic: i for i, topic in enumerate(topics)}
    return topics, np.array([column[topic] for topic in topics_of_examples], dtype=np.int64)


def least_squares(
    kernel: Kernel, topics_of_examples: Sequence[str], penalty: float, twins: Mapping[int, int] | None = None
) -> Scored:
    """Least squares on the topics' indicators in the dual, with exact left-out scores (Allen 1974).

    `twins` maps an example to another row made from it: the two are left out together, and the
    made row is not scored.
    """
    start = time.monotonic()
    topics, labels = label_columns(topics_of_examples)
    targets = np.zeros((len(labels), len(topics)), dtype=np.float32)
    targets[np.arange(len(labels)), labels] = 1
    bias = targets.mean(axis=0)
    inverse = inverse_of(kernel.train, penalty)
    dual = np.asarray(inverse @ (targets - bias), dtype=np.float32)
    left_out = targets - dual / np.diag(inverse)[:, None]
    for row, twin in (twins or {}).items():
        pair = [row, twin]
        left_out[row] = targets[row] - np.linalg.solve(inverse[np.ix_(pair, pair)], dual[pair])[0]
    real = np.setdiff1d(np.arange(len(labels)), list((twins or {}).values()))
    temperature = fit_temperature(left_out[real], labels[real])
    train_s = kernel.train_s + time.monotonic() - start
    others = {name: rows @ dual + bias for name, rows in kernel.others.items()}
    return Scored(topics, labels[real], left_out[real], others, temperature, train_s, kernel.text_ms)


def inverse_of(gram: Floats, penalty: float) -> Floats:
    """Inverse of `gram` + `penalty` on the diagonal, by Cholesky; `ValueError` if it is not positive definite."""
    # A column-ordered copy is worked on in place: 8,000 examples are 270 MB.
    work = np.array(gram, dtype=np.float32, order="F")
    work[np.diag_indices_from(work)] += np.float32(penalty)
    factor, problem = linalg.lapack.spotrf(work, lower=1, overwrite_a=1)
    if problem == 0:
        factor, problem = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if problem:
        raise ValueError(f"the kernel is not positive definite with penalty {penalty}; raise it")
    half = np.tril(factor)
    return np.asarray(half + np.tril(half, -1).T, dtype=np.float32)


def fit_temperature(scores: Floats, labels: Labels) -> float:
    """The temperature of least log loss."""

    def loss(log_temperature: float) -> float:
        return log_loss(softmax(scores / np.exp(log_temperature)), labels)

    return float(np.exp(minimize_scalar(loss, bounds=(np.log(0.005), np.log(50.0)), method="bounded").x))


def log_loss(probabilities: Floats, labels: Labels) -> float:
    """Mean −log of the probability of the true topic."""
    return float(-np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)).mean())


def softmax(scores: Any) -> Floats:
    """Rows that sum to 1."""
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)


def multi_label(kernel: Kernel, targets: npt.NDArray[np.bool_], penalty: float) -> dict[str, npt.NDArray[np.bool_]]:
    """Labels of the measured texts where a text may have several or none, by name, shape (n_texts, n_labels).

    `targets` has the shape (n_examples, n_labels). A label is given above the threshold that is
    right most often on left-out examples.
    """
    wanted = targets.astype(np.float32)
    bias = wanted.mean(axis=0)
    inverse = inverse_of(kernel.train, penalty)
    dual = np.asarray(inverse @ (wanted - bias), dtype=np.float32)
    left_out = wanted - dual / np.diag(inverse)[:, None]
    steps = np.linspace(0.2, 0.8, 61)
    right = np.array([((left_out >= step) == targets).mean(axis=0) for step in steps])
    thresholds = steps[right.argmax(axis=0)]
    return {name: rows @ dual + bias >= thresholds for name, rows in kernel.others.items()}
