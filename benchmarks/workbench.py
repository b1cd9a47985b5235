"""The texts of one run and their kernels; any recipe is scored from them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from benchmarks import analysed
from benchmarks.embeddings import Embeddings
from benchmarks.kernels import Kernel, dense_kernel, mixture, ngram_kernel, vector_kernel
from benchmarks.least_squares import Scored, least_squares
from benchmarks.questions import Question
from benchmarks.recipes import Recipe
from engine.topics.features import Block, Utterance

Reader = Callable[[Sequence[str]], list[Utterance]]

# Ways to read texts, by the name a recipe calls them.
READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "engine": analysed.utterances,
        "mode A": lambda texts: analysed.utterances(texts, "A"),
        "mode B": lambda texts: analysed.utterances(texts, "B"),
        "as typed": analysed.by_surface,
        "romaji as typed": analysed.without_romaji,
    }
)

# Every n-th example gets a twin in kana in the row on augmentation.
TWIN_EVERY = 3


@dataclass(frozen=True)
class Texts:
    """Training examples, measured questions by name, and the sentence vectors of all of them, if there are any."""

    train: Sequence[Question]
    measured: Mapping[str, Sequence[Question]]
    embeddings: Embeddings | None = None

    @property
    def labels(self) -> list[str]:
        """The examples' topics."""
        return [q.topic for q in self.train]


class Workbench:
    """Scores recipes; what was computed for one is kept for the next."""

    def __init__(self, texts: Texts) -> None:
        """A bench over `texts`."""
        self.texts = texts
        self.analysis_ms = 0.0
        self._read: dict[str, dict[str, list[Utterance]]] = {}
        self._kernels: dict[tuple[object, ...], Kernel] = {}

    def scored(self, recipe: Recipe) -> Scored:
        """Least squares as `recipe` has it."""
        return least_squares(mixture(self.parts(recipe)), self.texts.labels, recipe.penalty)

    def parts(self, recipe: Recipe) -> list[tuple[Kernel, float]]:
        """The kernels of a recipe and their weights."""
        # A kernel of 9,000 examples is 320 MB: what another way of reading made is not needed again.
        wanted = {"engine", recipe.texts, recipe.vector_texts}
        self._kernels = {key: kernel for key, kernel in self._kernels.items() if key[0] in wanted}
        found = [(self._ngrams(block, recipe.texts), block.weight) for block in recipe.blocks]
        if recipe.vector_weight:
            found.append((self._vectors(recipe.vector_texts, recipe.is_centred), recipe.vector_weight))
        if recipe.encoder_weight:
            found.append((self._sentences(), recipe.encoder_weight))
        return found

    def with_kana_twins(self, recipe: Recipe) -> Scored:
        """As `scored`, with a twin in kana beside every third example; twins are left out together."""
        read = self.read(recipe.texts)
        rows = range(0, len(self.texts.train), TWIN_EVERY)
        kana = analysed.utterances([analysed.in_kana(self.texts.train[i].text) for i in rows])
        train = [*read["train"], *kana]
        measured = {name: read[name] for name in self.texts.measured}
        parts = [(ngram_kernel(_unit(block), train, measured), block.weight) for block in recipe.blocks]
        parts.append((vector_kernel(train, measured), recipe.vector_weight))
        twins = {row: len(self.texts.train) + i for i, row in enumerate(rows)}
        labels = [*self.texts.labels, *(self.texts.labels[i] for i in rows)]
        return least_squares(mixture(parts), labels, recipe.penalty, twins)

    def read(self, texts: str) -> dict[str, list[Utterance]]:
        """All texts as the reader called `texts` sees them, by name; the examples are called `train`."""
        if texts not in self._read:
            start = time.perf_counter()
            named = {"train": self.texts.train, **self.texts.measured}
            self._read[texts] = {name: READERS[texts]([q.text for q in qs]) for name, qs in named.items()}
            count = sum(len(qs) for qs in named.values())
            self.analysis_ms = (time.perf_counter() - start) * 1000 / count
        return self._read[texts]

    def _ngrams(self, block: Block, texts: str) -> Kernel:
        key = (texts, block.view, block.low, block.high, block.min_count)
        if key not in self._kernels:
            read = self.read(texts)
            measured = {name: read[name] for name in self.texts.measured}
            self._kernels[key] = ngram_kernel(_unit(block), read["train"], measured)
        return self._kernels[key]

    def _vectors(self, texts: str, is_centred: bool) -> Kernel:
        key = (texts, "vectors", is_centred)
        if key not in self._kernels:
            read = self.read(texts)
            measured = {name: read[name] for name in self.texts.measured}
            self._kernels[key] = vector_kernel(read["train"], measured, is_centred=is_centred)
        return self._kernels[key]

    def _sentences(self) -> Kernel:
        key = ("engine", "sentences")
        if key not in self._kernels:
            embeddings = self.texts.embeddings
            if embeddings is None:
                raise ValueError("no sentence vectors under var/; run benchmarks.embeddings")
            train = embeddings.of([q.text for q in self.texts.train])
            measured = {name: embeddings.of([q.text for q in qs]) for name, qs in self.texts.measured.items()}
            kernel = dense_kernel(train, measured)
            # What the encoder itself takes is part of the price.
            train_s = kernel.train_s + len(train) * embeddings.text_ms / 1000
            self._kernels[key] = replace(kernel, train_s=train_s, text_ms=kernel.text_ms + embeddings.text_ms)
        return self._kernels[key]


def _unit(block: Block) -> Block:
    # Weights are applied when kernels are mixed.
    return replace(block, weight=1.0)
