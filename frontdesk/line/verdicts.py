"""What LINE made of a call, whatever the SDK and the network raise.

Source: LINE Developers, "Messaging API reference", status codes (read 2026-11-22). Decided by status; the one message
that is read is that of a dead reply token.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import urllib3
from linebot.v3.messaging import ApiException

_INVALID_TOKEN = re.compile("invalid reply token", re.IGNORECASE)


class Verdict(StrEnum):
    """What LINE made of a call."""

    ACCEPTED = "accepted"
    # 400, the reply token is used or too old.
    TOKEN_DEAD = "token_dead"  # noqa: S105
    # 400, something in the messages.
    REFUSED = "refused"
    # 401, the access token.
    UNAUTHORIZED = "unauthorized"
    # 403, 413, 415: trying again changes nothing.
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    # 409: this retry key was accepted before.
    DUPLICATE = "duplicate"
    # 429: too fast, or the month's messages are used up.
    LIMITED = "limited"
    # 500, no answer in time, connection lost: it may have been done.
    UNCERTAIN = "uncertain"
    # Nobody was reached: it was not done.
    UNREACHED = "unreached"


@dataclass(frozen=True)
class Outcome:
    """A call's verdict, and what LINE answered."""

    verdict: Verdict
    status: int = 0
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def properties(self) -> list[str]:
        """What LINE complained of, by property; never the values."""
        details = self.content.get("details")
        listed = details if isinstance(details, list) else []
        return [str(one.get("property")) for one in listed if isinstance(one, dict)]


def outcome_of(call: Callable[[], Any]) -> tuple[Outcome, str]:
    """The outcome and LINE's id of the request."""
    try:
        response = call()
    except ApiException as error:
        content = _json(error.body)
        return Outcome(_verdict(error.status or 0, content), error.status or 0, content), _request_id(error.headers)
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError):
        return Outcome(Verdict.UNREACHED), "-"
    except urllib3.exceptions.HTTPError:
        return Outcome(Verdict.UNCERTAIN), "-"
    # A body that is not what the reference says changes nothing: LINE has accepted.
    return Outcome(Verdict.ACCEPTED, response.status_code, _json(response.raw_data)), _request_id(response.headers)


def _verdict(status: int, content: dict[str, Any]) -> Verdict:
    if status == 400 and _INVALID_TOKEN.search(str(content.get("message"))):
        return Verdict.TOKEN_DEAD
    named = {400: Verdict.REFUSED, 401: Verdict.UNAUTHORIZED, 404: Verdict.MISSING, 409: Verdict.DUPLICATE}
    named |= {410: Verdict.MISSING, 429: Verdict.LIMITED}
    if status in named:
        return named[status]
    return Verdict.FORBIDDEN if 400 <= status < 500 else Verdict.UNCERTAIN


def _json(body: object) -> dict[str, Any]:
    try:
        content = json.loads(body if isinstance(body, str | bytes) else "{}")
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}


def _request_id(headers: Any) -> str:
    return str((headers or {}).get("x-line-request-id", "-"))[:64]
