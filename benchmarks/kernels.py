"""Inner products of every block of features, computed once and added up in any mixture.

Least squares needs nothing but the inner products of the examples with each other and with the
measured texts. A mixture of blocks is a weighted sum of them, so the ablation computes each block
once and adds, where training afresh would repeat the same work forty times.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.topics.features import Block, NgramBlock, Utterance, VectorBlock

Floats = npt.NDArray[np.float32]

# Texts on which the milliseconds of one block for one text are measured.
TIMED = 200


@dataclass(frozen=True)
class Kernel:
    """Inner products: `train` (n, n) among the examples, `others` name to (m, n); what they cost."""

    train: Floats
    others: Mapping[str, Floats]
    train_s: float
    text_ms: float


def mixture(parts: Sequence[tuple[Kernel, float]]) -> Kernel:
    """The kernel of several blocks side by side, each times its weight."""
    train = _weighted([(k.train, w) for k, w in parts])
    names = parts[0][0].others
    others = {name: _weighted([(k.others[name], w) for k, w in parts]) for name in names}
    return Kernel(train, others, sum(k.train_s for k, _ in parts), sum(k.text_ms for k, _ in parts))


def ngram_kernel(block: Block, train: Sequence[Utterance], others: Mapping[str, Sequence[Utterance]]) -> Kernel:
    """Inner products of one kind of n-grams, learnt from `train`."""
    start = time.monotonic()
    fitted = NgramBlock.fit(block, train)
    return _kernel(fitted.transform, train, others, start)


def vector_kernel(
    train: Sequence[Utterance], others: Mapping[str, Sequence[Utterance]], *, is_centred: bool = True
) -> Kernel:
    """Inner products of the word vectors, centred on `train` or not."""
    start = time.monotonic()
    fitted = VectorBlock.fit(1.0, train)
    block = fitted if is_centred else VectorBlock(1.0, np.zeros_like(fitted.centre))
    return _kernel(block.transform, train, others, start)


def dense_kernel(train: Floats, others: Mapping[str, Floats], *, is_centred: bool = True) -> Kernel:
    """Inner products of given rows (sentence vectors), centred on `train` and brought to unit length."""
    start = time.monotonic()
    centre = train.mean(axis=0) if is_centred else np.zeros(train.shape[1], dtype=np.float32)

    def rows_of(rows: Floats) -> Floats:
        moved = rows - centre
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    return _kernel(rows_of, train, others, start)


def _kernel(rows_of: Callable[[Any], Any], train: Any, others: Mapping[str, Any], start: float) -> Kernel:
    rows = rows_of(train)
    products = _dense(rows @ rows.T)
    train_s = time.monotonic() - start
    found = {name: _dense(rows_of(texts) @ rows.T) for name, texts in others.items()}
    start = time.perf_counter()
    for i in range(min(TIMED, len(train))):
        rows_of(train[i : i + 1])
    return Kernel(products, found, train_s, (time.perf_counter() - start) * 1000 / min(TIMED, len(train)))


def _weighted(parts: Sequence[tuple[Floats, float]]) -> Floats:
    total = np.zeros_like(parts[0][0])
    for products, weight in parts:
        total += products * np.float32(weight * weight)
    return total


def _dense(products: Any) -> Floats:
    return np.asarray(products.toarray() if hasattr(products, "toarray") else products, dtype=np.float32)
