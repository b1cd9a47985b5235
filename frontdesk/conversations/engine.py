"""The engine over HTTP: one turn, one erasure, one question whether it is ready."""

from __future__ import annotations

import asyncio
import ssl
import uuid
from functools import cache
from typing import Any

import httpx
from django.conf import settings
from pydantic import ValidationError

from frontdesk.conversations.bubbles import EngineReply

READY_WAIT_S = 2.0


class EngineSilent(Exception):
    """Raised when the engine gave no usable answer: down, too slow, failing, or malformed. The message says which."""


class EngineSlow(EngineSilent):
    """Raised when the engine may still be at it: it did not answer in time."""


class PayloadRefused(Exception):
    """Raised when the engine knows no such topic or intent."""


def ask(turn: dict[str, Any], wait_s: float | None = None) -> EngineReply:
    """The engine's reply to a turn. Raises EngineSlow after `wait_s` (a browser's wait unless given), EngineSilent, PayloadRefused."""
    response = _call("POST", "turn", settings.ENGINE_WAIT_S if wait_s is None else wait_s, turn)
    if response.status_code == 400 and "payload" in turn:
        raise PayloadRefused(turn["payload"])
    if response.status_code != 200:
        raise EngineSilent(f"answered {response.status_code}")
    try:
        return EngineReply.model_validate_json(response.content)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, detail["loc"])) for detail in error.errors()) or "body"
        raise EngineSilent(f"malformed reply: {places}") from None  # the error's own text would quote the reply


def erase(conversation: uuid.UUID) -> None:
    """Erases the engine's memory of the conversation. Raises EngineSilent."""
    response = _call("DELETE", f"conversations/{conversation}", settings.ENGINE_WAIT_S)
    if response.status_code not in {204, 404}:
        raise EngineSilent(f"answered {response.status_code}")


def is_ready() -> bool:
    """True when the engine has a model and answers."""
    try:
        return _call("GET", "ready", READY_WAIT_S).status_code == 200
    except EngineSilent:
        return False


def _call(method: str, path: str, wait_s: float, body: dict[str, Any] | None = None) -> httpx.Response:
    try:
        return asyncio.run(_send(method, path, wait_s, body))
    except TimeoutError:
        raise EngineSlow(f"no answer within {wait_s:g} s") from None
    except httpx.HTTPError as error:
        raise EngineSilent(type(error).__name__) from error


async def _send(method: str, path: str, wait_s: float, body: dict[str, Any] | None) -> httpx.Response:
    """The response. httpx limits each read; only a time-out around everything limits the visitor's whole wait."""
    async with asyncio.timeout(wait_s), _client(wait_s) as client:
        return await client.request(
            method,
            f"{settings.ENGINE_URL}/webhooks/frontdesk/{path}",
            json=body,
            headers={"Authorization": f"Bearer {settings.ENGINE_SECRET}"},
        )


def _client(wait_s: float) -> httpx.AsyncClient:
    # trust_env would send even calls on loopback through the machine's proxy.
    return httpx.AsyncClient(verify=_certificates(), timeout=wait_s, trust_env=False)


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: httpx would read them anew for every client, at 20 ms a call."""
    return ssl.create_default_context()
