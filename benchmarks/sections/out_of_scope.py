"""Knowing what it does not know: messages that no topic answers, by kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.metrics import auroc, share, threshold_for_share
from benchmarks.outcomes import Outcomes
from benchmarks.pictures import BLUE, GREY, ORANGE
from benchmarks.questions import OUT_OF_SCOPE_TOPICS
from benchmarks.report import figure, table
from benchmarks.sections import Picture, Section

HEAD = ("kind", "n", "AUROC", "AUROC, FAQ", "rejected [95 %]", "wrong, confident", "of these FAQ answers")
EXPLAINED = """\
AUROC: score = probability of the two out-of-scope topics against that of the best other topic
(benchmarks.unknown compares scores). AUROC, FAQ: score = 1 − confidence of the best FAQ topic, against
the held-out FAQ questions: a greeting may be greeted, but gets no FAQ answer. rejected: out-of-scope
reply or fallback; all else is a wrong, confident answer, which does harm where it is an FAQ answer."""

# Share of the pool's valid part that the threshold chosen on it has to reject.
POOL_REJECTED = 0.9


def out_of_scope(held_out: Outcomes, outside: Outcomes) -> Section:
    """Our own messages outside the scope against the held-out questions inside it."""
    inside = _inside(held_out)
    kinds = {"all": outside, **_by_kind(outside)}
    refused = share(inside.rejected)
    text = table(HEAD, [[_label(kind), *_cells(o, inside)] for kind, o in kinds.items()])
    text += f"\n\n{EXPLAINED}\nheld-out questions inside the scope that were rejected: {refused}"
    figures = {kind: _figures(o, inside) for kind, o in kinds.items()}
    figures["in_scope_rejected"] = refused.as_dict()
    picture = Picture("out_of_scope", lambda page: _draw(page, inside, outside, figures["all"]["auroc"]))
    return Section("out_of_scope", "Outside the scope", text, figures, (picture,))


def public_pool(held_out: Outcomes, valid: Outcomes, test: Outcomes) -> Section:
    """The same on a public pool: threshold from `valid`, figures on `test`, what the assistant does beside it."""
    inside = _inside(held_out)
    threshold = threshold_for_share(valid.out_of_scope_score, 1 - POOL_REJECTED)
    rows: list[list[str]] = []
    figures: dict[str, Any] = {"threshold": threshold}
    for kind, o in {"all": test, **_by_kind(test)}.items():
        above = share(o.out_of_scope_score >= threshold)
        rows.append([_label(kind), *_cells(o, inside), str(above)])
        figures[kind] = {**_figures(o, inside), "above_threshold": above.as_dict()}
    refused = share(inside.out_of_scope_score >= threshold)
    figures["in_scope_above_threshold"] = refused.as_dict()
    text = table((*HEAD, "score above threshold"), rows)
    text += (
        f"\n\nthreshold on the score {threshold:.2g}: {POOL_REJECTED:.0%} of the valid part lie above,"
        f" and of the held-out questions inside the scope {refused}"
    )
    return Section("public_pool", "Public out-of-scope pool, test part", text, figures)


def _draw(page: Any, inside: Outcomes, outside: Outcomes, area: float) -> None:
    axes = page.add_subplot()
    steps = np.linspace(0, 1, 26)
    for outcomes, name, colour in ((inside, "inside the scope", BLUE), (outside, "outside", ORANGE)):
        weights = np.full(len(outcomes.questions), 1 / max(1, len(outcomes.questions)))
        axes.hist(outcomes.out_of_scope_score, bins=steps, weights=weights, color=colour, alpha=0.6, label=name)
    axes.set(xlabel="out-of-scope score", ylabel="share of messages")
    axes.set_title(f"Outside the scope or not: AUROC {area:.3f}")
    axes.grid(color=GREY, alpha=0.2)
    axes.legend()


def _inside(held_out: Outcomes) -> Outcomes:
    return held_out.where(np.array([q.topic not in OUT_OF_SCOPE_TOPICS for q in held_out.questions]))


def _by_kind(outcomes: Outcomes) -> dict[str, Outcomes]:
    kinds = np.array([q.group for q in outcomes.questions])
    return {kind: outcomes.where(kinds == kind) for kind in dict.fromkeys(kinds.tolist())}


def _label(kind: str) -> str:
    return kind if kind == "all" else f"· {kind}"


def _cells(outside: Outcomes, inside: Outcomes) -> list[str]:
    return [
        str(len(outside.questions)),
        figure(auroc(outside.out_of_scope_score, inside.out_of_scope_score)),
        figure(_faq_auroc(outside, inside)),
        str(share(outside.rejected)),
        figure(share(~outside.rejected).value),
        figure(share(outside.faq_answer).value),
    ]


def _faq_auroc(outside: Outcomes, inside: Outcomes) -> float:
    asked = np.array(["/" in q.topic for q in inside.questions])
    return auroc(1 - outside.faq_confidence, 1 - inside.faq_confidence[asked])


def _figures(outside: Outcomes, inside: Outcomes) -> dict[str, Any]:
    return {
        "auroc": auroc(outside.out_of_scope_score, inside.out_of_scope_score),
        "auroc_faq": _faq_auroc(outside, inside),
        "rejected": share(outside.rejected).as_dict(),
        "wrong_confident": share(~outside.rejected).as_dict(),
        "faq_answer": share(outside.faq_answer).as_dict(),
    }
