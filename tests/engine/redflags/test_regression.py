"""Every message that was once held out and has since been read stays judged as its author wanted.

The sets are in data/safety/sentences/, one folder an author; the urgency classifier learns from them too, but only
the rules are tested here. What the rules still fail is listed in known_failures.yml there; a listed message that is judged rightly must leave the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.redflags.combination import TIERS
from engine.redflags.detector import RedFlag, detect

REGRESSION = Path(__file__).resolve().parents[3] / "data" / "safety" / "sentences"
KNOWN_FAILURES: frozenset[str] = frozenset(yaml.safe_load((REGRESSION / "known_failures.yml").read_text("utf-8")) or ())
# The interface has no tier of its own for a crisis.
AS_TIER = {"crisis": "119"}


def _entries(name: str) -> Iterator[Any]:
    for path in sorted(REGRESSION.glob(f"*/{name}.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            text = entry.get("variant", entry.get("text"))
            marks = [pytest.mark.xfail(strict=True)] if text in KNOWN_FAILURES else []
            yield pytest.param(entry, text, id=f"{path.parent.name}-{text}", marks=marks)


def _flag(entry: dict[str, Any], text: str) -> RedFlag | None:
    return detect(text, entry.get("recent") or ())


def _tier(entry: dict[str, Any]) -> str:
    return AS_TIER.get(str(entry["tier"]), str(entry["tier"]))


@pytest.mark.parametrize(("entry", "text"), _entries("positives"))
def test_an_urgent_message_once_held_out_is_found_at_its_tier_or_higher(entry: dict[str, Any], text: str) -> None:
    flag = _flag(entry, text)
    assert flag is not None
    assert TIERS.index(flag.tier) >= TIERS.index(_tier(entry))


@pytest.mark.parametrize(("entry", "text"), [*_entries("negatives"), *_entries("general_questions")])
def test_a_harmless_message_once_held_out_fires_nothing(entry: dict[str, Any], text: str) -> None:
    assert _flag(entry, text) is None


@pytest.mark.parametrize(("entry", "text"), _entries("seeds"))
def test_a_variation_once_held_out_keeps_its_verdict(entry: dict[str, Any], text: str) -> None:
    flag = _flag(entry, text)
    assert (flag.tier if flag else None) == (_tier(entry) if "tier" in entry else None)


def test_every_known_failure_is_a_message_of_the_sets() -> None:
    texts = {
        e.get("variant", e.get("text"))
        for p in REGRESSION.glob("*/*.yml")
        for e in yaml.safe_load(p.read_text("utf-8"))
    }
    assert texts >= KNOWN_FAILURES
