"""The sections of the evaluation report, one module each: outcomes in, a `Section` out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.pictures import Draw


@dataclass(frozen=True)
class Picture:
    """A picture of a section: file name without ending, what draws it, inches."""

    name: str
    draw: Draw
    size: tuple[float, float] = (6.4, 4.4)


@dataclass(frozen=True)
class Section:
    """One section: key in the JSON, heading, Markdown text, figures, pictures.

    `failures` are sentences, one for each figure that misses what was asked; any makes the
    evaluation end with 1.
    """

    name: str
    title: str
    text: str
    figures: dict[str, Any]
    pictures: tuple[Picture, ...] = ()
    failures: tuple[str, ...] = field(default=())
