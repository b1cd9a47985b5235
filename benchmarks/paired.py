"""`python -m benchmarks.paired`: what the sentence encoder changes, question by question, and for whom.

Two classifiers that are right on nearly the same questions are compared on those where they differ
(McNemar's test): intervals of the two accuracies overlap long before the difference is chance.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from benchmarks.ablation import bench_of_today
from benchmarks.least_squares import Scored
from benchmarks.metrics import sign_test
from benchmarks.questions import Question
from benchmarks.recipes import base_recipe
from benchmarks.report import say, table
from benchmarks.settings import engine_settings
from engine.analysis.romaji import is_romaji

Flags = npt.NDArray[np.bool_]

HEAD = ("questions", "n", "without", "with", "only without right", "only with right", "p")
SHORT = 8


def kinds(questions: Sequence[Question]) -> dict[str, Flags]:
    """Flags of the kinds of writing that are told apart, by name."""
    texts = [q.text for q in questions]
    return {
        "all": np.full(len(texts), True),
        "romaji": np.array([is_romaji(text) for text in texts]),
        "kana only": np.array([bool(re.fullmatch(r"[ぁ-んァ-ヶー、。?？!！\s]+", text)) for text in texts]),
        f"up to {SHORT} characters": np.array([len(text) <= SHORT for text in texts]),
        "40 characters and more": np.array([len(text) >= 40 for text in texts]),
    }


def rows(title: str, questions: Sequence[Question], first: Flags, second: Flags) -> list[list[str]]:
    """One row a kind: both accuracies, and how often only one of the two is right."""
    found = []
    for kind, chosen in kinds(questions).items():
        only_first, only_second = int((first & ~second)[chosen].sum()), int((second & ~first)[chosen].sum())
        if chosen.any():
            shares = (f"{first[chosen].mean():.3f}", f"{second[chosen].mean():.3f}")
            p = f"{sign_test(only_first, only_second):.4f}"
            found.append([f"{title}: {kind}", str(chosen.sum()), *shares, str(only_first), str(only_second), p])
    return found


def _right(scored: Scored, questions: Sequence[Question]) -> tuple[Flags, Flags]:
    best = [scored.topics[i] for i in scored.others["held_out"].argmax(axis=1)]
    accepted = np.array([q.accepts(topic) for q, topic in zip(questions, best, strict=True)])
    return scored.left_out.argmax(axis=1) == scored.labels, accepted


def main() -> None:
    """Print left-out examples and held-out questions without and with the encoder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weight", type=float, default=2.0, help="weight of the sentence vectors (2)")
    weight = parser.parse_args().weight
    bench, base = bench_of_today(), base_recipe(engine_settings())
    questions = bench.texts.measured["held_out"]
    first = _right(bench.scored(base), questions)
    second = _right(bench.scored(replace(base, encoder_weight=weight)), questions)
    found = rows("left out", bench.texts.train, first[0], second[0]) + rows("held-out", questions, first[1], second[1])
    say(table(HEAD, found))


if __name__ == "__main__":
    main()
