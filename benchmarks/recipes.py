"""What the ablation compares: the settings of config.yml, and one change of them at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.topics.features import Block
from engine.topics.model import Settings


@dataclass(frozen=True)
class Recipe:
    """One least-squares classifier: its blocks, weights and penalty.

    `texts` and `vector_texts` name the way texts are read for the n-grams and for the word vectors
    (keys of `workbench.READERS`); `encoder_weight` 0 leaves the sentence vectors out.
    """

    name: str
    blocks: tuple[Block, ...]
    vector_weight: float
    penalty: float
    texts: str = "engine"
    vector_texts: str = "engine"
    is_centred: bool = True
    encoder_weight: float = 0.0


def base_recipe(settings: Settings) -> Recipe:
    """The classifier of config.yml."""
    return Recipe("as in config.yml", settings.blocks, settings.vector_weight, settings.penalty)


def recipes(base: Recipe) -> Iterator[Recipe]:
    """`base`, then every change that needs no sentence encoder."""
    yield base
    for texts in ("mode A", "mode B", "as typed", "romaji as typed"):
        name = {"as typed": "words as typed, not normalised"}.get(texts, texts)
        yield replace(base, name=name, texts=texts, vector_texts=texts)
    yield replace(base, name="word vectors of words as typed", vector_texts="as typed")
    yield replace(base, name="word vectors not centred", is_centred=False)
    yield from _without_and_alone(base)
    yield from _lengths(base)
    yield from _weights(base)
    for factor in (0.25, 0.5, 2.0, 4.0):
        yield replace(base, name=f"penalty {base.penalty * factor:g}", penalty=base.penalty * factor)


def encoder_recipes(base: Recipe) -> Iterator[Recipe]:
    """Sentence vectors beside the other blocks, in their place and alone."""
    for weight in (1.0, 1.5, 2.0, 2.5, 3.0):
        yield replace(base, name=f"+ encoder × {weight:g}", encoder_weight=weight)
    yield replace(base, name="+ encoder × 2, no word vectors", encoder_weight=2.0, vector_weight=0.0)
    for penalty in (0.02, 0.1, 0.3):
        name = f"encoder alone, penalty {penalty:g}"
        yield Recipe(name, (), 0.0, penalty, encoder_weight=1.0)


def _without_and_alone(base: Recipe) -> Iterator[Recipe]:
    for i, block in enumerate(base.blocks):
        yield replace(base, name=f"without {block.view}", blocks=base.blocks[:i] + base.blocks[i + 1 :])
    yield replace(base, name="without word vectors", vector_weight=0.0)
    for block in base.blocks:
        yield replace(base, name=f"{block.view} alone", blocks=(block,), vector_weight=0.0)
    yield replace(base, name="word vectors alone", blocks=())


def _lengths(base: Recipe) -> Iterator[Recipe]:
    sizes = (("words", 1, 1), ("words", 1, 3), ("characters", 1, 3), ("characters", 1, 5), ("reading", 2, 5))
    for view, low, high in sizes:
        blocks = tuple(replace(b, low=low, high=high) if b.view == view else b for b in base.blocks)
        yield replace(base, name=f"{view} {low}–{high}", blocks=blocks)


def _weights(base: Recipe) -> Iterator[Recipe]:
    for view, weights in (("words", (0.7, 1.4)), ("characters", (0.7, 1.4)), ("reading", (0.5, 0.7, 1.0, 1.4))):
        for weight in weights:
            blocks = tuple(replace(b, weight=weight) if b.view == view else b for b in base.blocks)
            if blocks != base.blocks:
                yield replace(base, name=f"{view} × {weight:g}", blocks=blocks)
    for weight in (0.5, 1.4, 2.0):
        if weight != base.vector_weight:
            yield replace(base, name=f"word vectors × {weight:g}", vector_weight=weight)
