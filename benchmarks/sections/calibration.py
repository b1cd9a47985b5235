"""Whether a confidence of 0.8 is right 8 times of 10."""

from __future__ import annotations

from typing import Any

from benchmarks.metrics import calibration_error, reliability
from benchmarks.outcomes import Outcomes
from benchmarks.pictures import BLUE, GREY
from benchmarks.report import figure, table
from benchmarks.sections import Picture, Section


def calibration(held_out: Outcomes) -> Section:
    """Expected calibration error and the reliability diagram of the held-out questions."""
    bins = reliability(held_out.confidence, held_out.accepted)
    error = calibration_error(held_out.confidence, held_out.accepted)
    rows = [[f"{b.confidence:.2f}", str(b.count), f"{b.accuracy:.3f}"] for b in bins]

    def draw(picture: Any) -> None:
        axes = picture.add_subplot()
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", label="honest")
        axes.plot([b.confidence for b in bins], [b.accuracy for b in bins], color=BLUE, marker="o", label="measured")
        for b in bins:
            axes.annotate(str(b.count), (b.confidence, b.accuracy), textcoords="offset points", xytext=(5, -11))
        axes.set(xlabel="confidence", ylabel="share accepted", xlim=(0, 1), ylim=(0, 1.02))
        axes.set_title(f"Reliability on {len(held_out.questions)} held-out questions, ECE {error:.3f}")
        axes.legend(loc="upper left")

    text = f"expected calibration error {figure(error)}\n\n" + table(("mean confidence", "n", "accepted"), rows)
    figures = {"ece": error, "bins": [vars(b) for b in bins]}
    return Section("calibration", "Calibration", text, figures, (Picture("reliability", draw),))
