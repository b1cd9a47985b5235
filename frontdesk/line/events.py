"""Webhook bodies and events, read tolerantly: LINE adds types, values and fields without notice. Plain Python.

Not the SDK's parser: an unknown mode or a missing field in one event makes it lose the whole body, and a new kind of
sticker loses text and reply token.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

# Ids and tokens are opaque; nothing of LINE's is near this long.
LONGEST_ID = 100
LATEST_MS = 2**53
# What old consoles send as the token of their dummy events.
DUMMY_TOKENS = frozenset({"0" * 32, "f" * 32})


class BodyMalformed(ValueError):
    """Raised for a body that is no webhook body at all, although it is signed; the message says what it lacks."""


@dataclass(frozen=True)
class Body:
    """A webhook body: for which bot, and its events as they came, those that are no objects left out."""

    destination: str
    events: list[dict[str, Any]]
    dropped: int


@dataclass(frozen=True)
class Event:
    """An event; what it does not have is empty. `kind` is its type, for messages `message/<type>`."""

    id: str
    kind: str
    at_ms: int
    is_standby: bool
    reply_token: str
    chat_kind: str
    chat_id: str
    user_id: str
    message_id: str = ""
    text: str = ""
    emojis: tuple[tuple[int, int], ...] = ()
    own_mentions: tuple[tuple[int, int], ...] = ()
    quote_token: str = ""
    read_token: str = ""
    image_set: str = ""
    data: str = ""
    params: dict[str, str] = field(default_factory=dict)
    is_unblocked: bool = False

    @property
    def sender(self) -> str:
        """Whose conversation it belongs to: the user, else the group or room; empty when LINE does not say."""
        return self.user_id or self.chat_id

    @property
    def is_private(self) -> bool:
        """True in the one-on-one chat of a person with the clinic."""
        return self.chat_kind not in {"group", "room"} and bool(self.user_id)


def read_body(body: bytes) -> Body:
    """The body's events. Raises BodyMalformed."""
    try:
        content = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BodyMalformed("the body is no JSON in UTF-8") from None
    if not isinstance(content, dict):
        raise BodyMalformed("the body is no JSON object")
    events = content.get("events")
    if not isinstance(events, list):
        raise BodyMalformed("events is no list")
    kept = [event for event in events if isinstance(event, dict)]
    return Body(_text(content.get("destination")), kept, len(events) - len(kept))


def read_event(raw: dict[str, Any], received_ms: int) -> Event:
    """The event, whatever it lacks; one without a time counts as happening when it was received."""
    source, message = _object(raw.get("source")), _object(raw.get("message"))
    postback, unsend = _object(raw.get("postback")), _object(raw.get("unsend"))
    kind = _text(raw.get("type")) or "unknown"
    token = _text(raw.get("replyToken"))
    return Event(
        id=_text(raw.get("webhookEventId")) or _fingerprint(raw),
        kind=f"{kind}/{_text(message.get('type')) or 'unknown'}" if kind == "message" else kind,
        at_ms=_milliseconds(raw.get("timestamp"), received_ms),
        is_standby=raw.get("mode") == "standby",
        reply_token="" if token in DUMMY_TOKENS else token,
        chat_kind=_text(source.get("type")),
        chat_id=_text(source.get("groupId")) or _text(source.get("roomId")),
        user_id=_text(source.get("userId")),
        message_id=_text(message.get("id")) or _text(unsend.get("messageId")),
        text=without_surrogates(message.get("text")),
        emojis=_places(message.get("emojis")),
        own_mentions=_own_mentions(message.get("mention")),
        quote_token=_text(message.get("quoteToken"), 500),
        read_token=_text(message.get("markAsReadToken"), 500),
        image_set=_text(_object(message.get("imageSet")).get("id")),
        # One more than is allowed, so that what is too long stays so.
        data=_text(postback.get("data"), 301),
        params={name: _text(value) for name, value in _object(postback.get("params")).items()},
        is_unblocked=_object(raw.get("follow")).get("isUnblocked") is True,
    )


def without_surrogates(value: object) -> str:
    """The text with halves of surrogate pairs and NUL, which no database takes, replaced; empty for no text."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "\ufffd")


def _text(value: object, longest: int = LONGEST_ID) -> str:
    return without_surrogates(value)[:longest]


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _milliseconds(value: object, otherwise: int) -> int:
    is_time = isinstance(value, int) and not isinstance(value, bool) and 0 < value < LATEST_MS
    return int(value) if is_time else otherwise  # type: ignore[call-overload]


def _places(values: object) -> tuple[tuple[int, int], ...]:
    """Where (index, length) each of the listed parts of a text stands."""
    places = [
        (part.get("index"), part.get("length"))
        for part in (values if isinstance(values, list) else [])
        if isinstance(part, dict)
    ]
    return tuple((index, length) for index, length in places if type(index) is int and type(length) is int)


def _own_mentions(mention: object) -> tuple[tuple[int, int], ...]:
    mentionees = _object(mention).get("mentionees")
    listed = mentionees if isinstance(mentionees, list) else []
    return _places([one for one in listed if isinstance(one, dict) and one.get("isSelf") is True])


def _fingerprint(raw: dict[str, Any]) -> str:
    """An id for an event that came without one: the same for the same content."""
    return "sha256-" + hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
