"""Accuracy, wrong but confident answers, fallback and speed: as a whole, by set and by area."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.metrics import Share, share
from benchmarks.outcomes import Outcomes
from benchmarks.report import table
from benchmarks.sections import Section

HEAD = (
    "set", "n", "top-1 [95 %]", "accepted [95 %]", "wrong, confident", "wrong topic", "fallback", "ms mean / median",
)  # fmt: skip


def accuracy(held_out: Outcomes, least_accepted: float, most_wrong_confident: float) -> Section:
    """Figures of all held-out questions; fails below `least_accepted` or above `most_wrong_confident`."""
    groups = {"all": held_out}
    for name in sorted({q.group for q in held_out.questions}):
        groups[name] = held_out.where(np.array([q.group == name for q in held_out.questions]))
    for area in sorted({_area(q.topic) for q in held_out.questions}):
        groups[f"· {area}"] = held_out.where(np.array([_area(q.topic) == area for q in held_out.questions]))
    rows = [[name, *_cells(outcomes)] for name, outcomes in groups.items()]
    text = "\n\n".join(
        (
            table(HEAD, rows),
            "accepted: the labelled topic or a neighbour that answers as well. wrong, confident: a wrong answer\n"
            "without asking back; wrong topic: of these, all but out-of-scope replies.",
        )
    )
    return Section(
        "accuracy",
        "Held-out questions",
        text,
        {name.removeprefix("· "): _figures(outcomes) for name, outcomes in groups.items()},
        failures=_failures(held_out, least_accepted, most_wrong_confident),
    )


def _area(topic: str) -> str:
    # Intents without an area are one group: most have some ten questions only.
    return topic.split("/", 1)[0] if "/" in topic else "conversation"


def _cells(outcomes: Outcomes) -> list[str]:
    return [
        str(len(outcomes.questions)),
        str(share(outcomes.top1)),
        str(share(outcomes.accepted)),
        f"{outcomes.wrong_confident.value:.3f}",
        f"{outcomes.wrong_topic.value:.3f}",
        f"{share(outcomes.fallback).value:.3f}",
        f"{outcomes.took_ms.mean():.1f} / {np.median(outcomes.took_ms):.1f}",
    ]


def _figures(outcomes: Outcomes) -> dict[str, Any]:
    return {
        "top1": share(outcomes.top1).as_dict(),
        "accepted": share(outcomes.accepted).as_dict(),
        "wrong_confident": outcomes.wrong_confident.as_dict(),
        "wrong_topic": outcomes.wrong_topic.as_dict(),
        "fallback": share(outcomes.fallback).as_dict(),
        "parse_ms": {"mean": float(outcomes.took_ms.mean()), "median": float(np.median(outcomes.took_ms))},
    }


def _failures(outcomes: Outcomes, least_accepted: float, most_wrong_confident: float) -> tuple[str, ...]:
    accepted: Share = share(outcomes.accepted)
    found = []
    if accepted.value < least_accepted:
        found.append(f"accepted accuracy {accepted} is below {least_accepted}")
    if outcomes.wrong_confident.value > most_wrong_confident:
        found.append(f"wrong but confident {outcomes.wrong_confident} is above {most_wrong_confident}")
    return tuple(found)
