"""Held-out questions that are not understood today, each with its reason (known_failures.yml)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from benchmarks.questions import Question
from benchmarks.rasa_agent import Reading

FILE = Path(__file__).with_name("known_failures.yml")
HEADER = """\
# Held-out questions that get a wrong topic today. Strict: one that is understood must leave the list, and one that is
# not must stand in it. `make list-known-failures` writes it anew; a reason written by hand is kept.
# A missed red flag is never a known failure.
"""
PLACES = ("first", "second", "third", "fourth", "fifth")
# How a reason begins that was not written by hand: it may be replaced by a newer one.
AUTOMATIC = re.compile(r"(asks back|answers wrongly): the right topic ")


@dataclass(frozen=True)
class KnownFailure:
    """A question, the topic it should get, the one it got, why, and since when (ISO date) it is known."""

    utterance: str
    expected: str
    got: str
    reason: str
    date: str


def is_understood(question: Question, reading: Reading) -> bool:
    """Whether a topic that answers the question comes first, whether or not the assistant dares to answer it."""
    return question.accepts(reading.topic)


def failure(question: Question, reading: Reading, known: Mapping[str, KnownFailure]) -> KnownFailure:
    """The entry for a question that is not understood, with reason and date of the entry there was."""
    now = KnownFailure(
        question.text, question.topic, reading.topic or "nothing", likely_reason(question, reading), _today()
    )
    before = known.get(question.text)
    if before is None or before.expected != now.expected:
        return now
    by_hand = not AUTOMATIC.match(before.reason)
    return KnownFailure(now.utterance, now.expected, now.got, before.reason if by_hand else now.reason, before.date)


def likely_reason(question: Question, reading: Reading) -> str:
    """What the ranking says of the failure, in a sentence."""
    places = [place for place, (topic, _) in zip(PLACES, reading.ranking, strict=False) if question.accepts(topic)]
    where = f"comes {places[0]}" if places else "is not among the five nearest"
    return f"{'asks back' if reading.is_fallback else 'answers wrongly'}: the right topic {where}"


def load(path: Path = FILE) -> dict[str, KnownFailure]:
    """The list by utterance, empty without a file. Raises ValueError for an entry that is wrong or twice there."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    found: dict[str, KnownFailure] = {}
    for entry in entries or []:
        if set(entry) != set(KnownFailure.__dataclass_fields__) or not all(
            isinstance(value, str) and value for value in entry.values()
        ):
            raise ValueError(f"{path.name}: {entry}: each entry has {', '.join(KnownFailure.__dataclass_fields__)}")
        if entry["utterance"] in found:
            raise ValueError(f"{path.name}: {entry['utterance']!r} is listed twice")
        found[entry["utterance"]] = KnownFailure(**entry)
    return found


def write(entries: Iterable[KnownFailure], path: Path = FILE) -> None:
    """Writes the list."""
    body = yaml.safe_dump([asdict(entry) for entry in entries], allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(HEADER + body, encoding="utf-8")


def _today() -> str:
    return time.strftime("%Y-%m-%d")
