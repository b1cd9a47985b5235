"""Request bodies: read with a cap, parsed, and checked before anything else looks at them."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass

from django.http import HttpRequest

from frontdesk.chat.errors import ApiError

# 500 characters escaped as surrogate pairs are 6,000 bytes; the rest is room for the id and spaces.
MAX_BYTES = 16_384


@dataclass(frozen=True)
class SentMessage:
    """What `POST messages` is sent: an id and either a text or a payload, still raw."""

    id: uuid.UUID
    text: str | None
    payload: str | None


def sent_message(request: HttpRequest) -> SentMessage:
    """The message in the body; fields that we do not know are ignored.

    Raises ApiError too_long, invalid_json, invalid.
    """
    content = _parse(_read(request))
    if not isinstance(content, dict):
        raise ApiError("invalid")
    text, payload = content.get("text"), content.get("payload")
    if (text is None) == (payload is None) or not isinstance(payload if text is None else text, str):
        raise ApiError("invalid")
    return SentMessage(_uuid(content.get("id")), text, payload)


def _read(request: HttpRequest) -> bytes:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise ApiError("invalid") from None
    if length > MAX_BYTES:
        raise ApiError("too_long")
    return request.body


def _parse(body: bytes) -> object:
    """The JSON value. Lone surrogates stay in it and are removed when the text is cleaned."""
    try:
        content: object = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        raise ApiError("invalid_json") from None
    return content


def _uuid(value: object) -> uuid.UUID:
    if not isinstance(value, str):
        raise ApiError("invalid")
    try:
        return uuid.UUID(value)
    except ValueError:
        raise ApiError("invalid") from None
