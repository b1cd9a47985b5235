"""The masks on messages by three authors who did not know the patterns: recall by kind of value, and what is altered.

First run on the first set, before any repair: 270 of 283 values (95.4 %; phone 67/67, mail 36/36, names 67/76), 4 of
437 harmless messages altered. Repaired as classes; then, on the second set: 234 of 240 (97.5 %; phone 63/64, mail
35/35, names 53/56, births 23/25), 0 of 390 altered. Repaired likewise; on the third set: 224 of 225 (99.6 %; phone
89/90, mail 39/39, names 42/42), 0 of 388 altered. That one was repaired too, and all three sets stay here as regression
tests: the figures printed below are those of sets that are no longer unseen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from frontdesk.privacy.masks import mask

SETS = Path(__file__).parent / "sets"
PUBLIC = ("050-1869-7918", "0120-279-338", "0570-064-556")
LEAST_RECALL = 0.97
ALL_OF = ("電話", "メール")
MOST_ALTERED = 0.01
MIN_PLANTED, MIN_CLEAN = 150, 300


def load(name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((SETS / f"{name}.yml").read_text(encoding="utf-8"))
    return entries


def survives(value: str, masked: str) -> bool:
    """True when half of the value or more can still be read."""
    length = max(2, math.ceil(len(value) / 2))
    return any(value[begin : begin + length] in masked for begin in range(max(1, len(value) - length + 1)))


def wilson(hits: int, n: int) -> str:
    """The 95 % interval of a share."""
    z = 1.96
    share, spread = hits / n, z * math.sqrt(hits / n * (1 - hits / n) / n + z * z / (4 * n * n))
    middle, scale = share + z * z / (2 * n), 1 + z * z / n
    least, most = max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
    return f"{hits}/{n} = {share:.3f} [{least:.3f}, {most:.3f}]"


@pytest.fixture(scope="module", params=["first", "second", "third"])
def author(request: pytest.FixtureRequest) -> str:
    """Whose set it is."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def found(author: str) -> dict[str, list[bool]]:
    """For each kind of value, whether each was masked."""
    by_tag: dict[str, list[bool]] = defaultdict(list)
    for entry in load(f"{author}_planted"):
        masked = mask(entry["text"], PUBLIC)
        for planted in entry["values"]:
            by_tag[planted["tag"]].append(not survives(planted["value"], masked))
    return by_tag


def test_the_sets_are_large_enough(author: str) -> None:
    assert len(load(f"{author}_planted")) >= MIN_PLANTED
    assert len(load(f"{author}_clean")) >= MIN_CLEAN


def test_planted_values_are_masked(found: dict[str, list[bool]], capsys: pytest.CaptureFixture[str]) -> None:
    everything = [hit for hits in found.values() for hit in hits]
    with capsys.disabled():
        print()  # noqa: T201
        for tag, hits in (*found.items(), ("all", everything)):
            print(f"masks, {tag}: {wilson(sum(hits), len(hits))}")  # noqa: T201
    assert sum(everything) / len(everything) >= LEAST_RECALL
    assert all(all(found[tag]) for tag in ALL_OF)


def test_messages_without_personal_values_stay_as_they_are(author: str, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [entry["text"] for entry in load(f"{author}_clean")]
    altered = [text for text in texts if mask(text, PUBLIC) != text]
    with capsys.disabled():
        print(f"\nmasks, altered without need: {wilson(len(altered), len(texts))}")  # noqa: T201
    assert len(altered) / len(texts) <= MOST_ALTERED, altered


def test_every_planted_value_stands_in_its_message(author: str) -> None:
    planted = load(f"{author}_planted")
    assert [entry for entry in planted for one in entry["values"] if one["value"] not in entry["text"]] == []


def test_known_gaps_are_counted_and_not_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    gaps = [(entry["text"], one["value"]) for entry in load("gaps") for one in entry["values"]]
    open_gaps = [text for text, value in gaps if survives(value, mask(text, PUBLIC))]
    with capsys.disabled():
        print(f"\nmasks, known gaps still open: {len(open_gaps)} of {len(gaps)}")  # noqa: T201
    assert open_gaps, "every known gap is closed: move them to a planted set"
