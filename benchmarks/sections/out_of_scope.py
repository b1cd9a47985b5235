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

HEAD = ("kind", "n", "AUROC", "rejected [95 %]", "wrong, confident")

# Share of the pool's valid part that the threshold chosen on it has to reject.
POOL_REJECTED = 0.95


def out_of_scope(held_out: Outcomes, outside: Outcomes) -> Section:
    """Our own messages outside the scope against the held-out questions inside it.

    The score is 1 − confidence of the best topic that answers something. Rejected means an
    out-of-scope reply or the fallback; anything else is a wrong but confident answer.
    """
    inside = _inside(held_out)
    kinds = {"all": outside, **_by_kind(outside)}
    refused = share(inside.rejected)
    text = table(HEAD, [[kind, *_cells(o, inside)] for kind, o in kinds.items()])
    text += f"\n\nheld-out questions inside the scope that were rejected: {refused} of {len(inside.questions)}"
    figures = {kind: _figures(o, inside) for kind, o in kinds.items()}
    figures["in_scope_rejected"] = refused.as_dict()

    def draw(picture: Any) -> None:
        axes = picture.add_subplot()
        steps = np.linspace(0, 1, 26)
        both = ((inside, "inside the scope", BLUE), (outside, "outside", ORANGE))
        for outcomes, name, colour in both:
            weights = np.full(len(outcomes.questions), 1 / max(1, len(outcomes.questions)))
            values = outcomes.in_scope_confidence
            axes.hist(values, bins=steps, weights=weights, color=colour, alpha=0.6, label=name)
        axes.set(xlabel="confidence of the best topic that answers something", ylabel="share of messages")
        axes.set_title(f"Outside the scope or not: AUROC {figures['all']['auroc']:.3f}")
        axes.legend()
        axes.grid(color=GREY, alpha=0.2)

    return Section("out_of_scope", "Outside the scope", text, figures, (Picture("out_of_scope", draw),))


def public_pool(held_out: Outcomes, valid: Outcomes, test: Outcomes) -> Section:
    """The same on a public pool: threshold from `valid`, figures on `test`, what the assistant does beside it."""
    inside = _inside(held_out)
    threshold = threshold_for_share(valid.in_scope_confidence, POOL_REJECTED)
    kinds = {"all": test, **_by_kind(test)}
    rows, figures = [], {}
    for kind, o in kinds.items():
        below = share(o.in_scope_confidence < threshold)
        rows.append([kind, *_cells(o, inside), str(below)])
        figures[kind] = {**_figures(o, inside), "below_threshold": below.as_dict()}
    refused = share(inside.in_scope_confidence < threshold)
    figures["threshold"] = threshold
    figures["in_scope_below_threshold"] = refused.as_dict()
    text = table((*HEAD, "below threshold"), rows)
    text += (
        f"\n\nthreshold {figure(threshold)}: {POOL_REJECTED:.0%} of the valid part lie below;"
        f" of the held-out questions inside the scope {refused} do"
    )
    return Section("public_pool", "Public out-of-scope pool, test part", text, figures)


def _inside(held_out: Outcomes) -> Outcomes:
    return held_out.where(np.array([q.topic not in OUT_OF_SCOPE_TOPICS for q in held_out.questions]))


def _by_kind(outcomes: Outcomes) -> dict[str, Outcomes]:
    kinds = np.array([q.group for q in outcomes.questions])
    return {f"· {kind}": outcomes.where(kinds == kind) for kind in dict.fromkeys(kinds.tolist())}


def _cells(outside: Outcomes, inside: Outcomes) -> list[str]:
    score = auroc(1 - outside.in_scope_confidence, 1 - inside.in_scope_confidence)
    rejected = share(outside.rejected)
    return [str(len(outside.questions)), figure(score), str(rejected), f"{share(~outside.rejected).value:.3f}"]


def _figures(outside: Outcomes, inside: Outcomes) -> dict[str, Any]:
    return {
        "auroc": auroc(1 - outside.in_scope_confidence, 1 - inside.in_scope_confidence),
        "rejected": share(outside.rejected).as_dict(),
        "wrong_confident": share(~outside.rejected).as_dict(),
    }
