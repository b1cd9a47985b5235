"""What the topic classifier sees of an utterance: n-grams of words, characters and readings, and word vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Utterance:
    """An analysed utterance: typed characters (folded), normalised words, kana reading and mean word vector."""

    characters: str
    words: tuple[str, ...]
    reading: str
    vector: Floats


@dataclass(frozen=True)
class Block:
    """One kind of n-gram: which view of the utterance, lengths from `low` to `high`, its weight among the others."""

    view: str
    low: int
    high: int
    weight: float
    min_count: int = 1


def ngrams(items: Sequence[str], low: int, high: int) -> dict[str, int]:
    """Counts of the n-grams of `items`, `low` to `high` long, ends marked so that first and last words show."""
    padded = ["\x02", *items, "\x03"]
    counts: dict[str, int] = {}
    for n in range(low, high + 1):
        for start in range(len(padded) - n + 1):
            gram = "\x1f".join(padded[start : start + n])
            if n == 1 and gram in "\x02\x03":
                continue
            counts[gram] = counts.get(gram, 0) + 1
    return counts


def _view(utterance: Utterance, name: str) -> Sequence[str]:
    if name == "words":
        return utterance.words
    return utterance.characters if name == "characters" else utterance.reading


class NgramBlock:
    """TF-IDF over one kind of n-gram: sublinear counts, smoothed idf, rows of unit length times the block's weight."""

    def __init__(self, block: Block, vocabulary: dict[str, int], idf: Floats) -> None:
        """A fitted block; use `fit` to learn `vocabulary` (gram to column) and `idf` (one a column)."""
        self.block = block
        self.vocabulary = vocabulary
        self.idf = idf

    @classmethod
    def fit(cls, block: Block, utterances: Sequence[Utterance]) -> NgramBlock:
        """Learn the n-grams that occur in at least `min_count` utterances, in sorted order, and their idf."""
        documents: dict[str, int] = {}
        for utterance in utterances:
            for gram in ngrams(_view(utterance, block.view), block.low, block.high):
                documents[gram] = documents.get(gram, 0) + 1
        kept = sorted(gram for gram, count in documents.items() if count >= block.min_count)
        counts = np.array([documents[gram] for gram in kept], dtype=np.float32)
        idf = np.log((1 + len(utterances)) / (1 + counts)) + 1
        return cls(block, {gram: i for i, gram in enumerate(kept)}, idf.astype(np.float32))

    def transform(self, utterances: Sequence[Utterance]) -> sparse.csr_matrix:
        """Rows of shape (len(utterances), len(vocabulary)), float32."""
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for utterance in utterances:
            row: dict[int, float] = {}
            grams = ngrams(_view(utterance, self.block.view), self.block.low, self.block.high)
            for gram, count in grams.items():
                column = self.vocabulary.get(gram)
                if column is not None:
                    row[column] = (1 + np.log(count)) * float(self.idf[column])
            length = sum(v * v for v in row.values()) ** 0.5
            columns.extend(row)
            data.extend(v / length * self.block.weight for v in row.values())
            ends.append(len(columns))
        shape = (len(utterances), len(self.vocabulary))
        arrays = (np.array(data, dtype=np.float32), np.array(columns, dtype=np.int32), np.array(ends))
        return sparse.csr_matrix(arrays, shape=shape)


class VectorBlock:
    """Mean word vectors, centred on the training data and of unit length, times a weight.

    Without centring all utterances point the same way (の, です), and the rest drowns.
    """

    def __init__(self, weight: float, centre: Floats) -> None:
        """A fitted block; `centre` has the shape of one vector."""
        self.weight = weight
        self.centre = centre

    @classmethod
    def fit(cls, weight: float, utterances: Sequence[Utterance]) -> VectorBlock:
        """Learn the mean of the utterances that have a vector at all."""
        rows = np.stack([u.vector for u in utterances])
        known = rows[np.abs(rows).sum(axis=1) > 0]
        centre = known.mean(axis=0) if len(known) else np.zeros(rows.shape[1])
        return cls(weight, centre.astype(np.float32))

    def transform(self, utterances: Sequence[Utterance]) -> Floats:
        """Rows of shape (len(utterances), dimensions), float32; zeros where no word is known."""
        rows = np.stack([u.vector for u in utterances])
        known = np.abs(rows).sum(axis=1, keepdims=True) > 0
        centred = np.where(known, rows - self.centre, 0.0)
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        scaled = centred / np.maximum(lengths, 1e-9) * self.weight
        return np.asarray(scaled, dtype=np.float32)


class TopicFeatures:
    """All blocks side by side."""

    def __init__(self, ngram_blocks: list[NgramBlock], vectors: VectorBlock | None) -> None:
        """Fitted blocks, in the order of their columns; the vectors come last."""
        self.ngram_blocks = ngram_blocks
        self.vectors = vectors

    @classmethod
    def fit(cls, blocks: Sequence[Block], vector_weight: float, utterances: Sequence[Utterance]) -> TopicFeatures:
        """Learn every block from `utterances`; a `vector_weight` of 0 leaves the vectors out."""
        vectors = VectorBlock.fit(vector_weight, utterances) if vector_weight else None
        return cls([NgramBlock.fit(block, utterances) for block in blocks], vectors)

    @property
    def width(self) -> int:
        """Number of columns."""
        return sum(len(block.vocabulary) for block in self.ngram_blocks) + self._vector_width

    @property
    def _vector_width(self) -> int:
        return 0 if self.vectors is None else self.vectors.centre.shape[0]

    def transform(self, utterances: Sequence[Utterance]) -> sparse.csr_matrix:
        """Rows of shape (len(utterances), all columns), float32."""
        parts: list[Any] = [block.transform(utterances) for block in self.ngram_blocks]
        if self.vectors is not None:
            parts.append(sparse.csr_matrix(self.vectors.transform(utterances)))
        return sparse.hstack(parts, format="csr", dtype=np.float32)

    def products(self, rows: sparse.csr_matrix) -> Floats:
        """Inner products of transformed `rows`, shape (n, n); the dense vectors apart, which is ten times faster."""
        width = self._vector_width
        grams = rows[:, : rows.shape[1] - width]
        found = np.asarray((grams @ grams.T).toarray(), dtype=np.float32)
        if width:
            vectors = rows[:, rows.shape[1] - width :].toarray()
            found += vectors @ vectors.T
        return found
