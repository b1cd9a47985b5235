"""`python -m benchmarks.learning_curve`: accuracy against the number of examples, as a table and a picture."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import pictures, rivals
from benchmarks.ablation import bench_of_today
from benchmarks.judged import judge
from benchmarks.kernels import mixture
from benchmarks.pictures import BLUE, GREEN, GREY, ORANGE
from benchmarks.questions import part_of
from benchmarks.recipes import Recipe, base_recipe
from benchmarks.report import REPORTS, say, table, write_json
from benchmarks.settings import engine_settings
from benchmarks.stock import cached_result
from benchmarks.workbench import Texts, Workbench

# Share of the examples, and draws: small shares vary more and cost less.
STEPS = ((1 / 16, 3), (1 / 8, 3), (1 / 4, 3), (1 / 2, 2), (1.0, 1))
ENCODER_WEIGHT = 2.0

FIGURES_FILE = REPORTS / "learning_curve.json"


@dataclass(frozen=True)
class Point:
    """Mean held-out top-1 over the draws of one share."""

    examples: int
    top1: float


def curves(bench: Workbench) -> dict[str, list[Point]]:
    """The curve of every method, by name."""
    base = base_recipe(engine_settings())
    methods = {"least squares": base, "nearest neighbour": base}
    if bench.texts.embeddings is not None:
        methods["least squares + encoder"] = Recipe(
            "", base.blocks, base.vector_weight, base.penalty, encoder_weight=ENCODER_WEIGHT
        )
    found: dict[str, list[Point]] = {name: [] for name in methods}
    for share, draws in STEPS:
        drawn: dict[str, list[float]] = {name: [] for name in methods}
        count = 0
        for draw in range(draws):
            train = part_of(bench.texts.train, share, draw)
            count = len(train)
            # A bench of its own: vocabulary, idf and centres are learnt from the part alone.
            part = Workbench(Texts(train, bench.texts.measured, bench.texts.embeddings))
            for name, recipe in methods.items():
                drawn[name].append(_top1(part, recipe, is_nearest=name == "nearest neighbour"))
        for name, values in drawn.items():
            found[name].append(Point(count, float(np.mean(values))))
            say(f"{name}: {count} examples, top-1 {found[name][-1].top1:.3f}")
    return found


def _top1(bench: Workbench, recipe: Recipe, *, is_nearest: bool) -> float:
    labels = bench.texts.labels
    scored = rivals.nearest(mixture(bench.parts(recipe)), labels, 1) if is_nearest else bench.scored(recipe)
    return judge("", scored, bench.texts.measured["held_out"], bench.texts.measured["outside"]).top1.value


def _draw(picture: Any, found: dict[str, list[Point]], stock: list[Point]) -> None:
    axes = picture.add_subplot()
    colours = {"least squares": BLUE, "least squares + encoder": GREEN, "nearest neighbour": GREY}
    for name, points in found.items():
        axes.plot([p.examples for p in points], [p.top1 for p in points], marker="o", color=colours[name], label=name)
    if stock:
        label = "stock Rasa (ja_ginza, DIET)"
        axes.plot([p.examples for p in stock], [p.top1 for p in stock], marker="s", color=ORANGE, label=label)
    counts = [p.examples for p in next(iter(found.values()))]
    axes.set_xscale("log")
    axes.set_xticks(counts, [f"{n:,}" for n in counts])
    axes.minorticks_off()
    axes.set(xlabel="training examples (85 topics)", ylabel="top-1 on the held-out questions")
    axes.set_title("Learning curve")
    axes.grid(color=GREY, alpha=0.25)
    axes.legend(loc="lower right")


def stock_points() -> list[Point]:
    """Stock Rasa at the shares it was trained on so far (`benchmarks.stock --share`)."""
    kept = [cached_result(share=share) for share, _ in STEPS]
    return [Point(result["training_examples"], result["top1"]["value"]) for result in kept if result is not None]


def main() -> None:
    """Print the table; write figures and picture to reports/, and to the folder given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", type=Path, help="folder that gets the picture as well")
    parser.add_argument("--redraw", action="store_true", help="draw the figures of the last run again")
    arguments = parser.parse_args()
    if arguments.redraw:
        kept = json.loads(FIGURES_FILE.read_text(encoding="utf-8"))
        found = {name: [Point(**point) for point in points] for name, points in kept.items()}
    else:
        found = curves(bench_of_today())
        write_json(FIGURES_FILE, {name: [vars(p) for p in points] for name, points in found.items()})
    first, stock = next(iter(found.values())), stock_points()
    rows = [[str(p.examples), *(f"{points[i].top1:.3f}" for points in found.values())] for i, p in enumerate(first)]
    say(table(("examples", *found), rows))
    for point in stock:
        say(f"stock Rasa: {point.examples} examples, top-1 {point.top1:.3f}")
    for place in (REPORTS, arguments.picture):
        if place is not None:
            pictures.save(place, "learning_curve", lambda picture: _draw(picture, found, stock))


if __name__ == "__main__":
    main()
