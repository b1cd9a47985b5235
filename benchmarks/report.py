"""Where reports go, and how: text to the terminal, JSON and pictures under reports/."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.questions import ROOT

REPORTS = ROOT / "reports"


def say(line: str = "") -> None:
    """Write one line to standard output at once, so that a long run shows where it is."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose columns line up in the terminal; all but the first column to the right."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = cells
        return "| " + " | ".join([first.ljust(widths[0]), *map(str.rjust, rest, widths[1:])]) + " |"

    ruler = "| " + " | ".join(["-" * widths[0], *("-" * (w - 1) + ":" for w in widths[1:])]) + " |"
    return "\n".join([line(head), ruler, *map(line, rows)])


def figure(value: float, places: int = 3) -> str:
    """`value` with `places` decimals, a dash where there is none."""
    return "–" if math.isnan(value) else f"{value:.{places}f}"


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write `content` to `path`, with the folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
