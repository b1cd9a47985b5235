"""How long a channel waits for the engine: a browser that holds a request open, or a worker that may take its time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings

# What a turn takes beside the engine: each of two writes up to 5 s behind another.
WRITES_S = 10.5


@dataclass(frozen=True)
class Patience:
    """One turn's waits."""

    # Seconds; None for that of a browser.
    engine_wait_s: float | None = None
    # Holds the conversation meanwhile; None for a holder of this turn alone.
    owner: uuid.UUID | None = None
    # An engine that is too slow leaves the turn open and EngineSlow is raised: it may be asked again, later.
    leaves_open: bool = False

    @property
    def wait_s(self) -> float:
        """How long the engine is waited for."""
        return settings.ENGINE_WAIT_S if self.engine_wait_s is None else self.engine_wait_s

    @property
    def lease_s(self) -> float:
        """Longer than the whole turn, so that the lease ends only under an owner that is dead."""
        return self.wait_s + WRITES_S


BROWSER = Patience()
