"""What a rule is: a function from findings to a tier, and the names all rules share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from engine.redflags.findings import Findings

Tier = Literal["119", "today", "soon"]
Rule = Callable[[Findings], Tier | None]

# Low to high; the highest tier of a text wins.
TIERS: tuple[Tier, ...] = ("soon", "today", "119")
