"""Other methods for the same task: nearest neighbours, BM25, multinomial logistic regression."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from benchmarks.kernels import Kernel
from benchmarks.least_squares import Scored, fit_temperature, label_columns
from engine.topics.features import Utterance, ngrams

Floats = npt.NDArray[np.floating[Any]]

# Robertson and Zaragoza's customary values (Found. Trends Inf. Retr. 3, 2009).
BM25_K1, BM25_B = 1.2, 0.75

# Two equal examples make a kernel singular; this little is far below any penalty that is tried.
JITTER = 1e-3


def nearest(kernel: Kernel, topics_of_examples: Sequence[str], neighbours: int) -> Scored:
    """Each of the `neighbours` most similar examples (cosine) votes for its topic with its similarity."""
    diagonal = np.sqrt(np.diag(kernel.train))
    # The measured texts' own lengths divide all their similarities alike and change no vote's order.
    own = kernel.train / diagonal[:, None] / diagonal
    np.fill_diagonal(own, -np.inf)
    others = {name: rows / diagonal for name, rows in kernel.others.items()}
    return _voted(own, others, topics_of_examples, neighbours, kernel.train_s, kernel.text_ms)


def bm25(
    train: Sequence[Utterance], others: Mapping[str, Sequence[Utterance]], topics_of_examples: Sequence[str],
    neighbours: int, view: str,
) -> Scored:  # fmt: skip
    """Okapi BM25 over words or character bigrams; the best examples vote for their topics."""
    start = time.monotonic()
    documents = [_terms(u, view) for u in train]
    column: dict[str, int] = {}
    for terms in documents:
        for term in terms:
            column.setdefault(term, len(column))
    counts = _counts(documents, column)
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    held_by = np.asarray((counts > 0).sum(axis=0)).ravel()
    idf = np.log(1 + (len(train) - held_by + 0.5) / (held_by + 0.5))
    weighted = counts.copy()
    norm = BM25_K1 * (1 - BM25_B + BM25_B * lengths / lengths.mean())
    rows = np.repeat(np.arange(len(train)), np.diff(counts.indptr))
    weighted.data = idf[counts.indices] * counts.data * (BM25_K1 + 1) / (counts.data + norm[rows])

    def scores(texts: Sequence[Utterance]) -> Floats:
        asked = _counts([_terms(u, view) for u in texts], column)
        return np.asarray((asked.sign() @ weighted.T).toarray(), dtype=np.float32)

    own = scores(train)
    np.fill_diagonal(own, -np.inf)
    train_s = time.monotonic() - start
    found = {name: scores(texts) for name, texts in others.items()}
    start = time.perf_counter()
    for u in train[:100]:
        scores([u])
    return _voted(own, found, topics_of_examples, neighbours, train_s, (time.perf_counter() - start) * 10)


def logistic_regression(kernel: Kernel, topics_of_examples: Sequence[str], strengths: Sequence[float]) -> Scored:
    """Multinomial logistic regression over the same features; C chosen on a fifth of the examples.

    Fitted on the kernel's Cholesky factor, which has the same inner products and is four times
    faster than 60,000 sparse columns. `left_out` has scores for that fifth only, from a model of
    the other four.
    """
    from sklearn.linear_model import LogisticRegression

    start = time.monotonic()
    topics, labels = label_columns(topics_of_examples)
    factor = linalg.cholesky(kernel.train + JITTER * np.eye(len(labels), dtype=np.float32), lower=True)
    kept = np.random.default_rng(0).random(len(labels)) < 0.8

    def fitted(strength: float, chosen: Any) -> Any:
        return LogisticRegression(C=strength, max_iter=100, tol=1e-3).fit(factor[chosen], labels[chosen])

    began = time.monotonic()
    tried = [fitted(strength, kept) for strength in strengths]
    best = int(np.argmax([model.score(factor[~kept], labels[~kept]) for model in tried]))
    left_out = tried[best].decision_function(factor[~kept])
    choosing_s = time.monotonic() - began
    model = fitted(strengths[best], np.full(len(labels), True))
    train_s = kernel.train_s + time.monotonic() - start - choosing_s
    found = {
        name: model.decision_function(linalg.solve_triangular(factor, rows.T, lower=True).T)
        for name, rows in kernel.others.items()
    }
    return Scored(topics, labels[~kept], left_out, found, 1.0, train_s, kernel.text_ms)


def _voted(
    own: Floats, others: Mapping[str, Floats], topics_of_examples: Sequence[str], neighbours: int,
    train_s: float, text_ms: float,
) -> Scored:  # fmt: skip
    topics, labels = label_columns(topics_of_examples)

    def votes(similar: Floats) -> Floats:
        found = np.zeros((len(similar), len(topics)), dtype=np.float32)
        best = np.argpartition(-similar, neighbours, axis=1)[:, :neighbours]
        for column in range(neighbours):
            at = best[:, column]
            np.add.at(found, (np.arange(len(similar)), labels[at]), np.maximum(similar[np.arange(len(similar)), at], 0))
        return found

    left_out = votes(own)
    temperature = fit_temperature(left_out, labels)
    scored = {name: votes(rows) for name, rows in others.items()}
    return Scored(topics, labels, left_out, scored, temperature, train_s, text_ms)


def _terms(utterance: Utterance, view: str) -> dict[str, int]:
    if view == "words":
        return ngrams(utterance.words, 1, 1)
    return ngrams(utterance.characters, 2, 2)


def _counts(documents: Sequence[Mapping[str, int]], column: Mapping[str, int]) -> sparse.csr_matrix:
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for terms in documents:
        for term, count in terms.items():
            if term in column:
                columns.append(column[term])
                data.append(count)
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), shape=(len(documents), len(column)), dtype=np.float64)
