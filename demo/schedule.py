"""Which script is played when: every script as often as it says, spread over the days and hours at which people ask."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

SCRIPTS = Path(__file__).with_name("scripts.yml")
SEED = 20261122
DAYS = 28
# How many of a day's conversations begin in each hour from 0 to 23: at night few, most after breakfast and supper.
HOURS = (1, 1, 0, 0, 1, 2, 4, 6, 8, 9, 9, 8, 7, 7, 8, 8, 7, 7, 8, 9, 10, 9, 6, 3)


@dataclass(frozen=True)
class Played:
    """One conversation: when it begins and what the visitor writes; a text that begins with v1; is a button."""

    at: datetime
    texts: tuple[str, ...]


def scripts() -> list[dict[str, Any]]:
    """The written scripts, as scripts.yml has them."""
    content: list[dict[str, Any]] = yaml.safe_load(SCRIPTS.read_text(encoding="utf-8"))["scripts"]
    return content


def schedule(count: int, now: datetime) -> list[Played]:
    """So many conversations up to `now`, in order of time; the same ones every time."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    texts = list(_texts(chance))
    chance.shuffle(texts)
    # The scripts that have one are played to the end first: each at least once, however few are wanted.
    chosen = [texts[number % len(texts)] for number in range(count)]
    moments = sorted(_moment(chance, now) for _ in range(count))
    return [Played(at, tuple(spoken)) for at, spoken in zip(moments, chosen, strict=True)]


def _texts(chance: random.Random) -> Iterator[list[str]]:
    """Every script as often as its `times` says; of alternatives each is taken in turn."""
    for script in scripts():
        lines = [line if isinstance(line, list) else [line] for line in script["says"]]
        for number in range(int(script.get("times", 1))):
            yield [alternatives[(number + place) % len(alternatives)] for place, alternatives in enumerate(lines)]


def _moment(chance: random.Random, now: datetime) -> datetime:
    day = now - timedelta(days=chance.uniform(0, DAYS) ** 1.08 % DAYS)
    hour = chance.choices(range(24), weights=HOURS)[0]
    moment = day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60), microsecond=0)
    return moment if moment < now - timedelta(minutes=10) else moment - timedelta(days=1)
