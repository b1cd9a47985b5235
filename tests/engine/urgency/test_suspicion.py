"""The second look acts on all urgent labels together, and never lowers what it fears to less than today."""

from __future__ import annotations

import pytest

from engine.urgency.suspicion import suspected_tier


def suspected(**probabilities: float) -> str | None:
    ranking = sorted(((k.strip("_"), p) for k, p in probabilities.items()), key=lambda pair: -pair[1])
    return suspected_tier(ranking, least=0.4, least_119=0.5, least_crisis=0.4)


@pytest.mark.parametrize(
    ("probabilities", "tier"),
    [
        pytest.param({"harmless": 0.7, "today": 0.2, "soon": 0.1}, None, id="too little"),
        pytest.param({"harmless": 0.5, "today": 0.3, "soon": 0.2}, "today", id="together enough"),
        pytest.param({"soon": 0.9, "harmless": 0.1}, "today", id="soon is today: the list names no tier"),
        pytest.param({"_119": 0.6, "harmless": 0.4}, "119", id="119 when sure"),
        pytest.param({"_119": 0.45, "harmless": 0.4, "today": 0.15}, "today", id="119 when less sure is today"),
        pytest.param({"harmless": 0.5, "crisis": 0.4, "_119": 0.1}, "crisis", id="a crisis in doubt"),
        pytest.param({"harmless": 0.6, "crisis": 0.3, "today": 0.1}, "today", id="a crisis less sure is today"),
    ],
)
def test_what_is_suspected(probabilities: dict[str, float], tier: str | None) -> None:
    assert suspected(**probabilities) == tier
