"""`python -m benchmarks.unknown`: scores that tell messages outside the scope, and thresholds, side by side.

Left-out figures come from the training data alone (each example scored by a model that has not seen
it): choose by them. The others report. With `--pool FOLDER` the test part of a public pool is shown.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.kernels import mixture
from benchmarks.least_squares import Floats, Scored, softmax
from benchmarks.metrics import auroc
from benchmarks.out_of_scope_score import out_of_scope_scores
from benchmarks.questions import OUT_OF_SCOPE_TOPICS, Question, examples, held_out, out_of_scope, pool
from benchmarks.recipes import base_recipe
from benchmarks.report import REPORTS, say, table, write_json
from benchmarks.settings import engine_settings
from benchmarks.workbench import Texts, Workbench

Numbers = npt.NDArray[np.float64]

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
REJECTIONS = (0.1, 0.2, 0.3, 0.5)


def scores(scored: Scored, raw: Floats, cosine: Floats) -> dict[str, Numbers]:
    """Every score that is compared, higher = more likely outside; `cosine` of shape (n_texts, n_examples)."""
    outside = np.isin(np.array(scored.topics), OUT_OF_SCOPE_TOPICS)
    probabilities = softmax(raw / scored.temperature)
    inside = np.sort(raw[:, ~outside], axis=1)
    examples_outside = outside[scored.labels]
    near_in, near_out = cosine[:, ~examples_outside].max(axis=1), cosine[:, examples_outside].max(axis=1)
    energy = scored.temperature * np.log(np.exp(inside / scored.temperature).sum(axis=1))
    found = {
        "1 − best probability in scope": 1 - probabilities[:, ~outside].max(axis=1),
        "probability of the out-of-scope topics": probabilities[:, outside].sum(axis=1),
        "the same against the best other topic": out_of_scope_scores(scored.topics, probabilities),
        "− best raw score in scope": -inside[:, -1],
        "− margin of the best two in scope": inside[:, -2] - inside[:, -1],
        "energy over the topics in scope": -energy,
        "1 − cosine to the nearest example": 1 - near_in,
        "nearest out-of-scope example − nearest other": near_out - near_in,
    }
    return {name: np.asarray(values, dtype=np.float64) for name, values in found.items()}


def compare(bench: Workbench) -> tuple[Scored, dict[str, dict[str, Numbers]]]:
    """The scores of the left-out examples (`train`) and of every measured set, by set and name."""
    recipe = base_recipe(engine_settings())
    kernel = mixture(bench.parts(recipe))
    scored = bench.scored(recipe)
    lengths = np.sqrt(np.diag(kernel.train))
    own = kernel.train / lengths / lengths[:, None]
    np.fill_diagonal(own, -1)
    # Blocks have unit rows, so nearly every text is as long as the longest example.
    cosines = {name: rows / lengths / lengths.max() for name, rows in kernel.others.items()}
    found = {name: scores(scored, scored.others[name], cosine) for name, cosine in cosines.items()}
    found["train"] = scores(scored, scored.left_out, own)
    return scored, found


def _is_outside(questions: Sequence[Question]) -> npt.NDArray[np.bool_]:
    return np.array([q.topic in OUT_OF_SCOPE_TOPICS for q in questions])


def score_table(bench: Workbench, found: dict[str, dict[str, Numbers]]) -> tuple[tuple[str, ...], list[list[str]]]:
    """Head and rows: AUROC of every score on left-out examples, our own messages by kind, and the pool."""
    measured = bench.texts.measured
    left_out = _is_outside(bench.texts.train)
    inside = ~_is_outside(measured["held_out"])
    groups = [("left out", found["train"], left_out, {n: v[~left_out] for n, v in found["train"].items()})]
    negative = {name: values[inside] for name, values in found["held_out"].items()}
    for part in [p for p in ("outside", "pool") if p in measured]:
        kinds = np.array([q.group for q in measured[part]])
        groups.append((f"{part}: all", found[part], np.full(len(kinds), True), negative))
        groups += [(kind, found[part], kinds == kind, negative) for kind in dict.fromkeys(kinds.tolist())]
    names = list(found["train"])
    rows = [[n, *(f"{auroc(part[n][chosen], rest[n]):.3f}" for _, part, chosen, rest in groups)] for n in names]
    return ("score", *(title for title, *_ in groups)), rows


def threshold_rows(bench: Workbench, scored: Scored) -> list[list[str]]:
    """What each pair of thresholds does to left-out examples, held-out questions and our own messages outside."""
    measured = bench.texts.measured
    train = list(bench.texts.train)
    parts = (
        (train, scored.left_out_probabilities()),
        (list(measured["held_out"]), scored.probabilities("held_out")),
        (list(measured["outside"]), scored.probabilities("outside")),
    )
    rows = []
    for least, rejection in itertools.product(THRESHOLDS, REJECTIONS):
        cells = [cell for questions, p in parts for cell in _decided(scored, questions, p, least, rejection)]
        rows.append([f"{least:g}", f"{rejection:g}", *cells])
    return rows


def _decided(
    scored: Scored, questions: list[Question], probabilities: Floats, least: float, rejection: float
) -> list[str]:
    """Shares: in scope wrong topic, in scope rejected, asked back; outside the scope answered."""
    topics = np.array(scored.topics)
    outside = np.isin(topics, OUT_OF_SCOPE_TOPICS)
    best = topics[probabilities.argmax(axis=1)]
    refused = np.isin(best, OUT_OF_SCOPE_TOPICS) | (probabilities[:, outside].sum(axis=1) >= rejection)
    asked = ~refused & (probabilities.max(axis=1) < least)
    answered = ~refused & ~asked
    wrong = np.array([not q.accepts(topic) for q, topic in zip(questions, best, strict=True)])
    beyond = _is_outside(questions)
    cells = []
    if not beyond.all():
        cells += [(wrong & answered)[~beyond].mean(), refused[~beyond].mean(), asked[~beyond].mean()]
    if beyond.all() or beyond.sum() > 100:
        cells.append(answered[beyond].mean())
    return [f"{cell:.3f}" for cell in cells]


THRESHOLD_HEAD = (
    "fallback below", "rejected from", "left out: wrong", "rejected", "asked back", "outside answered",
    "held-out: wrong", "rejected", "asked back", "own outside answered",
)  # fmt: skip


def main() -> None:
    """Print both tables; write the first to reports/unknown.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pool", type=Path, help="folder of a public out-of-scope pool: valid.jsonl and test.jsonl")
    arguments = parser.parse_args()
    measured = {"held_out": held_out(), "outside": out_of_scope()}
    if arguments.pool:
        measured["pool"] = pool(arguments.pool, "test")
    bench = Workbench(Texts(examples(), measured))
    scored, found = compare(bench)
    head, rows = score_table(bench, found)
    say(table(head, rows))
    thresholds = threshold_rows(bench, scored)
    say("\n" + table(THRESHOLD_HEAD, thresholds))
    write_json(REPORTS / "unknown.json", {"scores": [dict(zip(head, row, strict=True)) for row in rows],
                                          "threshold_head": THRESHOLD_HEAD, "thresholds": thresholds})  # fmt: skip


if __name__ == "__main__":
    main()
