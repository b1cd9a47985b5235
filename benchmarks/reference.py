"""`python -m benchmarks.reference FOLDER`: our method on public Japanese sets, beside other methods' figures.

The sets test the method and not the product: none of them is clinic language. FOLDER holds
`sib200_ja`, `medweb_ja`, `xsid_ja` and `oos_ja` as JSON lines; nothing is copied from it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.embeddings import Embeddings
from benchmarks.figures_of_others import OTHERS
from benchmarks.kernels import mixture
from benchmarks.least_squares import multi_label
from benchmarks.metrics import auroc, threshold_for_share
from benchmarks.out_of_scope_score import out_of_scope_scores
from benchmarks.questions import (
    OUT_OF_SCOPE_TOPICS,
    Question,
    examples,
    held_out,
    in_scope,
    json_lines,
    pool,
)
from benchmarks.recipes import Recipe, base_recipe
from benchmarks.report import REPORTS, say, table, write_json
from benchmarks.settings import engine_settings
from benchmarks.workbench import Texts, Workbench

DRAWS, SHOTS, FOLDS = 10, 8, 5
ENCODER_WEIGHT = 2.0

# Share of the pool's valid part that the threshold has to reject.
POOL_REJECTED = 0.9

Results = dict[str, float]


def sib200(folder: Path, recipe: Recipe, embeddings: Embeddings | None) -> Results:
    """Accuracy on the test part: 8 examples a label (mean of 10 draws), and all of them."""
    train, test = (_questions(folder / "sib200_ja" / f"{part}.jsonl") for part in ("train", "test"))
    drawn = [_accuracy(_shots(train, draw), test, recipe, embeddings) for draw in range(DRAWS)]
    return {
        "SIB-200, 8 a label": float(np.mean(drawn)),
        "SIB-200, all": _accuracy(train, test, recipe, embeddings),
    }


def xsid(folder: Path, recipe: Recipe, embeddings: Embeddings | None) -> Results:
    """Accuracy on all test texts and on those that are not among the training texts."""
    train, test = (_questions(folder / "xsid_ja" / f"{part}.jsonl") for part in ("train", "test"))
    known = {q.text for q in train}
    unseen = [q for q in test if q.text not in known]
    return {
        "xSID, all": _accuracy(train, test, recipe, embeddings),
        "xSID, unseen": _accuracy(train, unseen, recipe, embeddings),
    }


def medweb(folder: Path, recipe: Recipe, embeddings: Embeddings | None) -> Results:
    """Share of messages whose set of labels is exactly right, over five folds.

    One least-squares model scores all labels; each label's threshold is the best on left-out
    examples of the four training folds.
    """
    rows = json_lines(folder / "medweb_ja" / "all_1920.jsonl")
    names = sorted({label for row in rows for label in row["labels"]})
    targets = np.array([[name in row["labels"] for name in names] for row in rows])
    questions = [Question(str(row["text"]), "") for row in rows]
    fold = np.random.default_rng(0).permutation(len(rows)) % FOLDS
    right = 0
    for number in range(FOLDS):
        inside = np.flatnonzero(fold != number)
        asked = np.flatnonzero(fold == number)
        texts = Texts([questions[i] for i in inside], {"test": [questions[i] for i in asked]}, embeddings)
        kernel = mixture(Workbench(texts).parts(recipe))
        found = multi_label(kernel, targets[inside], recipe.penalty)["test"]
        right += int((found == targets[asked]).all(axis=1).sum())
    return {"MedWeb, exact match": right / len(rows)}


def out_of_scope_pool(folder: Path, recipe: Recipe, embeddings: Embeddings | None) -> Results:
    """Our topics against the pool: AUROC of the test part, and rejection at a threshold from the valid part."""
    measured: dict[str, Sequence[Question]] = {
        "held_out": in_scope(held_out()),
        "valid": pool(folder / "oos_ja", "valid"),
        "test": pool(folder / "oos_ja", "test"),
    }
    scored = Workbench(Texts(examples(), measured, embeddings)).scored(recipe)
    scores = {name: out_of_scope_scores(scored.topics, scored.probabilities(name)) for name in measured}
    kinds = np.array([q.group for q in measured["test"]])
    threshold = threshold_for_share(scores["valid"], 1 - POOL_REJECTED)
    faq = np.array(["/" in topic for topic in scored.topics])
    no_faq = {name: 1 - scored.probabilities(name)[:, faq].max(axis=1) for name in measured}
    asked = np.array(["/" in q.topic for q in measured["held_out"]])
    found = {
        "out-of-scope pool, AUROC": auroc(scores["test"], scores["held_out"]),
        "out-of-scope pool, AUROC, no FAQ answer": auroc(no_faq["test"], no_faq["held_out"][asked]),
    }
    for kind in dict.fromkeys(kinds.tolist()):
        found[f"out-of-scope pool, AUROC, {kind}"] = auroc(scores["test"][kinds == kind], scores["held_out"])
    found[f"out-of-scope pool, rejected (valid {POOL_REJECTED:.0%})"] = float((scores["test"] >= threshold).mean())
    found["held-out questions rejected at that threshold"] = float((scores["held_out"] >= threshold).mean())
    return found


SETS: Sequence[Callable[[Path, Recipe, Embeddings | None], Results]] = (sib200, medweb, xsid, out_of_scope_pool)


def _questions(path: Path) -> list[Question]:
    return [Question(str(row["text"]), str(row["intent"])) for row in json_lines(path)]


def _shots(train: Sequence[Question], draw: int) -> list[Question]:
    random = np.random.default_rng(draw)
    kept: list[Question] = []
    for label in sorted({q.topic for q in train}):
        rows = [q for q in train if q.topic == label]
        kept += [rows[i] for i in random.permutation(len(rows))[:SHOTS]]
    return kept


def _accuracy(
    train: Sequence[Question], test: Sequence[Question], recipe: Recipe, embeddings: Embeddings | None
) -> float:
    scored = Workbench(Texts(train, {"test": test}, embeddings)).scored(recipe)
    best = [scored.topics[i] for i in scored.others["test"].argmax(axis=1)]
    return float(np.mean([topic == q.topic for topic, q in zip(best, test, strict=True)]))


def _all_texts(folder: Path) -> list[str]:
    public = [str(row["text"]) for path in sorted(folder.rglob("*.jsonl")) for row in json_lines(path)]
    return [*public, *(q.text for q in [*examples(), *held_out()])]


def _print(ours: Mapping[str, Results]) -> None:
    rows: list[tuple[str, str, str, str]] = []
    for key in dict.fromkeys(key for results in ours.values() for key in results):
        rows += [(key, method, f"{results[key]:.3f}", "this project") for method, results in ours.items()]
        rows += [("", other.method, f"{other.value:.3f}", other.source) for other in OTHERS.get(key, ())]
    say(table(("set", "method", "figure", "source"), rows))


def main() -> None:
    """Print ours beside the others' figures; write ours to reports/reference.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of the public sets")
    folder = parser.parse_args().folder
    base = base_recipe(engine_settings())
    methods: dict[str, tuple[Recipe, Embeddings | None]] = {"ours": (base, None)}
    embeddings = Embeddings.load()
    if embeddings is None or embeddings.missing(_all_texts(folder)):
        say("no sentence vectors of all texts under var/: run benchmarks.embeddings --sets FOLDER for ours + encoder")
    else:
        methods["ours + encoder"] = (replace(base, encoder_weight=ENCODER_WEIGHT), embeddings)
    ours: dict[str, Results] = {name: {} for name in methods}
    for measure in SETS:
        for name, (recipe, vectors) in methods.items():
            ours[name] |= measure(folder, recipe, vectors)
            say(f"{measure.__name__}: {name} done")
    _print(ours)
    report: dict[str, Any] = {**ours, "out_of_scope_topics": list(OUT_OF_SCOPE_TOPICS)}
    write_json(REPORTS / "reference.json", report)


if __name__ == "__main__":
    main()
