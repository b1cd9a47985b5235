"""The classifier's weights in 8 bits: a quarter of the memory and of the model file, the same rankings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from engine.topics.features import Floats

_LEVELS = 127


class EightBitWeights:
    """A matrix (n_columns, n_topics): one scale a column, one signed byte a weight."""

    def __init__(self, levels: npt.NDArray[np.int8], scales: Floats) -> None:
        """`levels` of shape (n_columns, n_topics), `scales` of shape (n_columns,)."""
        self.levels = levels
        self.scales = scales

    @classmethod
    def of(cls, weights: Floats) -> EightBitWeights:
        """The nearest 8-bit weights; the largest of each column is kept exactly."""
        scales = np.maximum(np.abs(weights).max(axis=1), 1e-12).astype(np.float32)
        levels = np.round(weights / scales[:, None] * _LEVELS).astype(np.int8)
        return cls(levels, scales)

    def scores(self, rows: sparse.csr_matrix) -> Floats:
        """`rows` (n, n_columns) times the weights, shape (n, n_topics); only the columns in use are widened."""
        found = np.zeros((rows.shape[0], self.levels.shape[1]), dtype=np.float32)
        for i in range(rows.shape[0]):
            used = slice(rows.indptr[i], rows.indptr[i + 1])
            columns = rows.indices[used]
            values = rows.data[used] * self.scales[columns] / _LEVELS
            found[i] = values @ self.levels[columns].astype(np.float32)
        return found
