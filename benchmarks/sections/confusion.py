"""Which topics are taken for which."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from benchmarks.outcomes import Outcomes
from benchmarks.pictures import GREY
from benchmarks.report import table
from benchmarks.sections import Picture, Section

# Pairs shown in the text; the JSON has all of them.
SHOWN = 25


def confusion(held_out: Outcomes) -> Section:
    """The confused pairs (accepted neighbours are no confusion), and a heat map over all topics."""
    pairs: Counter[tuple[str, str]] = Counter()
    confident: Counter[tuple[str, str]] = Counter()
    for question, reading in zip(held_out.questions, held_out.readings, strict=True):
        if not question.accepts(reading.topic):
            pair = (question.topic, reading.topic or "nothing")
            pairs[pair] += 1
            confident[pair] += not reading.is_fallback
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    rows = [[asked, given, str(pairs[asked, given]), str(confident[asked, given])] for asked, given in ordered]
    text = table(("asked", "understood as", "n", "confident"), rows[:SHOWN])
    if len(rows) > SHOWN:
        text += f"\n\nand {len(rows) - SHOWN} more pairs in the JSON report"
    counted = [{"asked": a, "given": g, "n": pairs[a, g], "confident": confident[a, g]} for a, g in ordered]
    picture = Picture("confusion", lambda figure: _draw(figure, held_out), (17, 16))
    return Section("confusion", "Confused pairs", text, {"pairs": counted}, (picture,))


def _draw(figure: Any, outcomes: Outcomes) -> None:
    # Areas first, then the intents without one.
    topics = sorted({q.topic for q in outcomes.questions}, key=lambda t: ("/" not in t, t))
    place = {topic: i for i, topic in enumerate(topics)}
    counts = np.zeros((len(topics), len(topics)))
    for question, reading in zip(outcomes.questions, outcomes.readings, strict=True):
        # An accepted neighbour counts as the topic itself: the picture shows mistakes.
        given = question.topic if question.accepts(reading.topic) else reading.topic
        if given in place:
            counts[place[question.topic], place[given]] += 1
    axes = figure.add_subplot()
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    image = axes.imshow(np.where(shares > 0, shares, np.nan), cmap="viridis_r", vmin=0, vmax=1)
    for row, column in np.argwhere(counts > 0):
        colour = "white" if shares[row, column] > 0.45 else "black"
        count = int(counts[row, column])
        axes.text(column, row, str(count), ha="center", va="center", fontsize=7, color=colour)
    axes.set_xticks(range(len(topics)), topics, rotation=90, fontsize=8)
    axes.set_yticks(range(len(topics)), topics, fontsize=8)
    areas = [topic.split("/")[0] if "/" in topic else "" for topic in topics]
    for i in range(1, len(topics)):
        if areas[i] != areas[i - 1]:
            axes.axhline(i - 0.5, color=GREY, linewidth=0.8)
            axes.axvline(i - 0.5, color=GREY, linewidth=0.8)
    axes.set(xlabel="understood as", ylabel="asked")
    axes.set_title("Held-out questions: number and share (colour) of each topic's questions")
    figure.colorbar(image, ax=axes, fraction=0.025, pad=0.01, label="share of the topic's questions")
