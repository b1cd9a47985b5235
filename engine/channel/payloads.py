"""Grammar of quick-reply payloads: `v1;topic;<id>`, `v1;intent;<name>[;<entity>=<value>]`, `v1;date;<slot>;<day>`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from engine.topics.parse_data import topic_parse_data

MAX_LENGTH = 300  # LINE's limit for postback data (Messaging API reference, read 2026-08)

_GRAMMAR = re.compile(
    r"v1;(?P<kind>topic|intent);(?P<name>[a-z0-9_]+(?:/[a-z0-9_]+)?)(?:;(?P<entity>[a-z_]+)=(?P<value>[\w:+-]+))?",
    re.ASCII,
)
# A button or a date picker carries the day; a client appends to the picker's payload what was picked.
_DATE = re.compile(
    r"v1;date;(?P<slot>[a-z_]+);(?P<value>\d{4}-\d{2}-\d{2}(?:T(?:\d{2}:\d{2}|morning|afternoon|evening))?)", re.ASCII
)


class PayloadInvalid(ValueError):
    """Raise for a payload that no button of ours carries; the channel answers 400."""


@dataclass(frozen=True)
class PickedDate:
    """A day, perhaps with a time or a part of it, picked for a slot of a form."""

    slot: str
    value: str


@dataclass(frozen=True)
class Payload:
    """What a tapped button asks for: a topic or an intent, and perhaps one entity."""

    name: str
    entity: str | None = None
    value: str | None = None


def parse_payload(text: str, known: frozenset[str]) -> Payload:
    """The payload in `text`; `known` are the topics and intents there are. Raises `PayloadInvalid`."""
    match = _GRAMMAR.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if match is None:
        raise PayloadInvalid("payload: not of the form v1;topic;<id> or v1;intent;<name>[;<entity>=<value>]")
    name = match["name"]
    if name not in known or (match["kind"] == "topic") != ("/" in name):
        raise PayloadInvalid(f"payload: there is no {match['kind']} {name!r}")
    return Payload(name, match["entity"], match["value"])


def picked_date(text: str) -> PickedDate | None:
    """The date that was picked; None for any other payload."""
    match = _DATE.fullmatch(text)
    return PickedDate(match["slot"], match["value"]) if match else None


def payload_parse_data(payload: Payload, text: str) -> dict[str, Any]:
    """Rasa's parse data for a tapped button: certain of its topic, with the entity it carries."""
    entities = []
    if payload.entity:
        entities.append({"entity": payload.entity, "value": payload.value, "start": 0, "end": len(text)})
    return {"text": text, "entities": entities, **topic_parse_data([(payload.name, 1.0)])}
