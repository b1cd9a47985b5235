"""`python -m benchmarks.ablation`: every choice of the topic classifier against its alternatives, in one run.

Each row changes one thing of config.yml. Tuning looks at the left-out columns only (each training
example scored by a model that has not seen it); the held-out columns are for the report.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks import rivals
from benchmarks.embeddings import Embeddings
from benchmarks.judged import FALLBACK_SHARE, HEAD, Judged, judge
from benchmarks.kernels import mixture
from benchmarks.least_squares import Scored
from benchmarks.questions import digest, examples, held_out, out_of_scope
from benchmarks.recipes import Recipe, base_recipe, encoder_recipes, recipes
from benchmarks.report import REPORTS, say, table, write_json
from benchmarks.settings import engine_settings
from benchmarks.stock import cached_result
from benchmarks.workbench import TWIN_EVERY, Texts, Workbench

Row = tuple[str, Callable[[], Scored]]

# Strengths of the logistic regression's regularisation that are tried (scikit-learn's C).
STRENGTHS = (10.0, 30.0)


def bench_of_today() -> Workbench:
    """A bench over today's data; without sentence vectors if one text has none."""
    train, measured = examples(), {"held_out": held_out(), "outside": out_of_scope()}
    embeddings = Embeddings.load()
    texts = [q.text for questions in (train, *measured.values()) for q in questions]
    if embeddings is not None and embeddings.missing(texts):
        embeddings = None
    return Workbench(Texts(train, measured, embeddings))


def rows(bench: Workbench) -> Iterator[Row]:
    """All rows of the table: name, and what computes its scores."""
    base = base_recipe(engine_settings())
    for recipe in recipes(base):
        yield recipe.name, partial(bench.scored, recipe)
    yield f"+ kana twin of every {TWIN_EVERY}rd example", partial(bench.with_kana_twins, base)
    if bench.texts.embeddings is None:
        say("no sentence vectors of all texts under var/: run benchmarks.embeddings for the rows with the encoder")
    else:
        for recipe in encoder_recipes(base):
            yield recipe.name, partial(bench.scored, recipe)
        alone = Recipe("", (), 0.0, 1.0, encoder_weight=1.0)
        yield "encoder alone, nearest 5", partial(_nearest, bench, alone, 5)
    yield from _rival_rows(bench, base)


def _rival_rows(bench: Workbench, base: Recipe) -> Iterator[Row]:
    for neighbours in (1, 5):
        yield f"nearest {neighbours}, same features", partial(_nearest, bench, base, neighbours)
    read = bench.read(base.texts)
    measured = {name: read[name] for name in bench.texts.measured}
    for view, name in (("words", "words"), ("characters", "character bigrams")):
        for neighbours in (1, 5):
            scored = partial(rivals.bm25, read["train"], measured, bench.texts.labels, neighbours, view)
            yield f"BM25 over {name}, best {neighbours}", scored
    yield "multinomial logistic regression, same features", partial(_regression, bench, base)


def _regression(bench: Workbench, recipe: Recipe) -> Scored:
    return rivals.logistic_regression(mixture(bench.parts(recipe)), bench.texts.labels, STRENGTHS)


def _nearest(bench: Workbench, recipe: Recipe, neighbours: int) -> Scored:
    return rivals.nearest(mixture(bench.parts(recipe)), bench.texts.labels, neighbours)


def main() -> None:
    """Print every row as soon as it is measured, then write the table to reports/."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="rows whose name holds this; nothing is written")
    only = parser.parse_args().only
    bench = bench_of_today()
    measured = bench.texts.measured
    say(f"{len(bench.texts.train)} examples, {len(measured['held_out'])} held-out questions")
    judged: list[Judged] = []
    for name, scored in rows(bench):
        if only in name:
            judged.append(judge(name, scored(), measured["held_out"], measured["outside"], bench.analysis_ms))
            say(" | ".join(judged[-1].cells()))
    say("\n" + table(HEAD, [j.cells() for j in judged]))
    stock = cached_result()
    if stock:
        say(f"stock pipeline, same data: {stock['top1']['value']:.3f}, accepted {stock['accepted']['value']:.3f}")
    if not only:
        about = {"examples": digest(bench.texts.train), "held_out": digest(measured["held_out"])}
        about["fallback_share"] = str(FALLBACK_SHARE)
        write_json(REPORTS / "ablation.json", {"about": about, "rows": [j.as_dict() for j in judged], "stock": stock})
        say(f"written to {REPORTS / 'ablation.json'}")


if __name__ == "__main__":
    main()
