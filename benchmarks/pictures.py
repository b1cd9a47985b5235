"""Pictures of a report, as PNG to look at and as SVG to enlarge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Draw = Callable[[Any], None]

# From Okabe and Ito's palette, told apart by colour-blind readers as well.
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#888888"


def save(folder: Path, name: str, draw: Draw, size: tuple[float, float] = (6.4, 4.4)) -> list[Path]:
    """Let `draw` fill an empty figure of `size` inches and write `name`.png and `name`.svg; their paths."""
    import matplotlib

    matplotlib.use("Agg")
    # Without a salt and a date two runs over the same figures would differ.
    matplotlib.rcParams.update({"svg.hashsalt": name, "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot

    picture = pyplot.figure(figsize=size, dpi=110)
    draw(picture)
    picture.tight_layout()
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.png", folder / f"{name}.svg"]
    picture.savefig(paths[0])
    picture.savefig(paths[1], metadata={"Date": None})
    pyplot.close(picture)
    return paths
