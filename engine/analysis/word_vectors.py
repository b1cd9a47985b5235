"""Word vectors of ja_ginza, looked up by Sudachi's normalised form."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import ja_ginza
import numpy as np
import numpy.typing as npt
from spacy.strings import get_string_id
from spacy.vectors import Vectors

Floats = npt.NDArray[np.float32]

DIMENSIONS = 300


@dataclass(frozen=True)
class _Table:
    """Sorted hashes of the known words, the row of each, and the rows."""

    hashes: npt.NDArray[np.uint64]
    rows: npt.NDArray[np.int32]
    vectors: Floats


@functools.lru_cache(maxsize=1)
def _table() -> _Table:
    # Only the vector table is read: the pipeline's parser and its 600,000 strings would cost
    # 400 MB and two seconds, and the table is keyed by the hash of a word anyway. spaCy's own
    # dictionary of hashes would cost another 60 MB, two sorted arrays cost 6.
    root = Path(ja_ginza.__file__).parent
    folders = sorted(root.glob("ja_ginza-*/vocab"))
    if not folders:
        raise FileNotFoundError(f"{root} holds no vector table; install the pinned ja-ginza again")
    vectors = Vectors()
    vectors.from_disk(folders[-1])
    hashes = np.fromiter(vectors.key2row.keys(), dtype=np.uint64, count=len(vectors.key2row))
    rows = np.fromiter(vectors.key2row.values(), dtype=np.int32, count=len(vectors.key2row))
    order = np.argsort(hashes)
    return _Table(hashes[order], rows[order], np.asarray(vectors.data, dtype=np.float32))


@functools.lru_cache(maxsize=20_000)
def vector(word: str) -> Floats | None:
    """Unit vector of `word`, shape (300,), or `None` if the table does not know it.

    ひざ and いたい have none, 膝 and 痛い have: ask with the normalised form.
    """
    table = _table()
    key = np.uint64(get_string_id(word))
    place = int(np.searchsorted(table.hashes, key))
    if place == len(table.hashes) or table.hashes[place] != key:
        return None
    found = table.vectors[table.rows[place]]
    length = float(np.linalg.norm(found))
    return found / length if length > 0 else None


def mean_vector(words: list[str]) -> Floats:
    """Mean of the unit vectors of the known `words`, shape (300,); zeros if none is known."""
    known = [v for v in map(vector, words) if v is not None]
    if not known:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    return np.asarray(np.mean(known, axis=0), dtype=np.float32)
