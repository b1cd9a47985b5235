"""One linear classifier over all topics, calibrated on utterances it has not seen."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from scipy import linalg
from scipy.optimize import minimize_scalar

from engine.topics.features import Block, Floats, NgramBlock, TopicFeatures, Utterance, VectorBlock
from engine.topics.weights import EightBitWeights

logger = logging.getLogger(__name__)

WEIGHTS_FILE = "weights.npz"
VOCABULARY_FILE = "vocabulary.json"


@dataclass(frozen=True)
class Settings:
    """What a training run decides; the reasons and the measured alternatives are in docs/adr."""

    blocks: tuple[Block, ...]
    vector_weight: float
    penalty: float


@dataclass(frozen=True)
class LeftOut:
    """What the model says of each training utterance when that utterance is left out of training.

    `probabilities` has the shape (n_utterances, n_topics), `labels` the indices of the true topics.
    """

    probabilities: Floats
    labels: npt.NDArray[np.int64]


class TopicModel:
    """Answers "which topic" with probabilities that mean what they say."""

    def __init__(
        self, features: TopicFeatures, topics: list[str], weights: EightBitWeights, bias: Floats, temperature: float
    ) -> None:
        """A fitted model: `weights` (n_columns, n_topics), `bias` (n_topics,)."""
        self.features = features
        self.topics = topics
        self._weights = weights
        self._bias = bias
        self.temperature = temperature

    @classmethod
    def fit(cls, utterances: Sequence[Utterance], labels: Sequence[str], settings: Settings) -> TopicModel:
        """Learn from `utterances` and their topics."""
        return cls.fit_with_left_out(utterances, labels, settings)[0]

    @classmethod
    def fit_with_left_out(
        cls, utterances: Sequence[Utterance], labels: Sequence[str], settings: Settings
    ) -> tuple[TopicModel, LeftOut]:
        """Learn, and also return what each utterance would have got had it been left out.

        Least squares on the topics' indicators: solved once for all topics in the dual (one
        equation an utterance, not one an n-gram), and the same inverse gives every left-out
        prediction exactly (Allen 1974), which is what the calibration is done on.
        """
        start = time.monotonic()
        topics = sorted(set(labels))
        y = np.array([topics.index(label) for label in labels])
        features = TopicFeatures.fit(settings.blocks, settings.vector_weight, utterances)
        x = features.transform(utterances)
        targets = np.zeros((len(y), len(topics)), dtype=np.float32)
        targets[np.arange(len(y)), y] = 1
        bias = targets.mean(axis=0)
        gram = features.products(x)
        gram[np.diag_indices_from(gram)] += settings.penalty
        inverse = _inverse(gram)
        dual = inverse @ (targets - bias)
        left_out_scores = targets - dual / np.diag(inverse)[:, None]
        temperature = _temperature(left_out_scores, y)
        logger.info(
            "trained %d utterances, %d topics, %d columns in %.1f s",
            len(y), len(topics), x.shape[1], time.monotonic() - start,
        )  # fmt: skip
        weights = EightBitWeights.of(np.asarray(x.T @ dual, dtype=np.float32))
        model = cls(features, topics, weights, bias, temperature)
        return model, LeftOut(_softmax(left_out_scores / temperature), y)

    def probabilities(self, utterances: Sequence[Utterance]) -> Floats:
        """Calibrated probabilities, shape (len(utterances), n_topics), in the order of `topics`."""
        scores = self._weights.scores(self.features.transform(utterances)) + self._bias
        return _softmax(scores / self.temperature)

    def ranking(self, utterance: Utterance, length: int) -> list[tuple[str, float]]:
        """The `length` most likely topics and their probabilities, best first."""
        row = self.probabilities([utterance])[0]
        best = np.argsort(-row)[:length]
        return [(self.topics[i], float(row[i])) for i in best]

    def save(self, folder: Path) -> None:
        """Write the model to `folder`: two files, no pickle."""
        blocks = self.features.ngram_blocks
        vocabulary = {
            "topics": self.topics,
            "blocks": [{**asdict(b.block), "vocabulary": list(b.vocabulary)} for b in blocks],
        }
        (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
        vectors = self.features.vectors
        np.savez_compressed(
            folder / WEIGHTS_FILE,
            levels=self._weights.levels,
            scales=self._weights.scales,
            bias=self._bias,
            temperature=np.float32(self.temperature),
            centre=vectors.centre if vectors else np.zeros(0, dtype=np.float32),
            vector_weight=np.float32(vectors.weight if vectors else 0.0),
            **{f"idf{i}": b.idf for i, b in enumerate(blocks)},
        )

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        """Read a saved model; raises `OSError` or `ValueError` if files are missing or not ours."""
        try:
            return cls._read(folder)
        except (BadZipFile, KeyError, TypeError) as problem:
            raise ValueError(f"{folder}: not a topic model of this version; run `make train`") from problem

    @classmethod
    def _read(cls, folder: Path) -> TopicModel:
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with (folder / WEIGHTS_FILE).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            blocks = []
            for i, stored in enumerate(vocabulary["blocks"]):
                grams = stored.pop("vocabulary")
                blocks.append(NgramBlock(Block(**stored), {g: n for n, g in enumerate(grams)}, arrays[f"idf{i}"]))
            weight = float(arrays["vector_weight"])
            vectors = VectorBlock(weight, arrays["centre"]) if weight else None
            features = TopicFeatures(blocks, vectors)
            weights = EightBitWeights(arrays["levels"], arrays["scales"])
            if weights.levels.shape != (features.width, len(vocabulary["topics"])):
                raise ValueError(f"{folder}: weights and vocabulary are of two models; run `make train`")
            return cls(
                features,
                vocabulary["topics"],
                weights,
                arrays["bias"],
                float(arrays["temperature"]),
            )


def _inverse(gram: Floats) -> Floats:
    """Inverse of a symmetric positive definite matrix, by Cholesky: half the time of the general one."""
    factor, problem = linalg.lapack.spotrf(gram, lower=1, overwrite_a=1)
    if problem == 0:
        lower, problem = linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    if problem:
        raise ValueError("the examples cannot be told apart numerically; raise `penalty` in config.yml")
    half = np.tril(lower)
    return np.asarray(half + np.tril(half, -1).T, dtype=np.float32)


def _temperature(scores: Floats, y: npt.NDArray[np.int64]) -> float:
    """Temperature at which the probabilities of `scores` are most honest about `y` (least log loss)."""

    def loss(log_temperature: float) -> float:
        chosen = _softmax(scores / np.exp(log_temperature))[np.arange(len(y)), y]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    # Scores of least squares lie between 0 and 1, so sensible temperatures are far below 1.
    return float(np.exp(minimize_scalar(loss, bounds=(np.log(0.01), np.log(2.0)), method="bounded").x))


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)
