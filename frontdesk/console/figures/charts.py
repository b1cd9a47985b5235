"""Charts as SVG of our own: bars with their places worked out here, drawn by a template, a table beside each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, BOTTOM = 640, 200, 36, 24
# The room that a label takes.
LABEL = 44


@dataclass(frozen=True)
class Bar:
    """A bar in the coordinates of its drawing."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: float | None
    shows_label: bool


@dataclass(frozen=True)
class Chart:
    """Bars side by side, with the lines of a scale behind them."""

    bars: list[Bar]
    scale: list[tuple[float, str]]
    unit: str
    width: int = WIDTH
    height: int = HEIGHT


def bar_chart(values: Sequence[tuple[str, float | None]], unit: str = "", *, top: float | None = None) -> Chart:
    """The values as bars; None leaves a gap. Every so many labels are written, so that none overlap."""
    highest = top or max((value for _, value in values if value), default=0) or 1
    room = HEIGHT - BOTTOM - 8
    step = (WIDTH - LEFT) / max(len(values), 1)
    every = max(1, -(-len(values) * LABEL // (WIDTH - LEFT)))
    bars = []
    for place, (label, value) in enumerate(values):
        height = room * min((value or 0) / highest, 1)
        x = LEFT + place * step + step * 0.12
        bars.append(
            Bar(round(x, 1), round(HEIGHT - BOTTOM - height, 1), round(step * 0.76, 1), round(height, 1), label, value,
                place % every == 0 and x <= WIDTH - LABEL)
        )  # fmt: skip
    scale = [(round(HEIGHT - BOTTOM - room * part, 1), f"{highest * part:g}") for part in (0, 0.5, 1)]
    return Chart(bars, scale, unit)
