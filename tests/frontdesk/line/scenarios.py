"""Each documented answer of the webhook, brought about once; tests/frontdesk/test_openapi.py checks its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import httpx
from django.db import OperationalError, connection

from tests.frontdesk.line.patient import CHANNEL_SECRET, body_of, signed
from tests.frontdesk.visitor import browser

WEBHOOK = "/line/webhook"
EVENT = {"type": "message", "webhookEventId": "01", "source": {"type": "user", "userId": "U" + "1" * 32}}


def delivered(body: bytes, *, is_signed: bool = True) -> httpx.Response:
    """What LINE is told while the channel is on."""
    from django.conf import settings

    was = settings.LINE
    settings.LINE = replace(was, channel_secrets=(CHANNEL_SECRET,))
    try:
        return browser(**(signed(body) if is_signed else {})).post(WEBHOOK, content=body)
    finally:
        settings.LINE = was


def broken() -> httpx.Response:
    def fail(*_: object) -> None:
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(fail):
        return delivered(body_of([EVENT]))


def wrong_method() -> httpx.Response:
    from django.conf import settings

    was = settings.LINE
    settings.LINE = replace(was, channel_secrets=(CHANNEL_SECRET,))
    try:
        return browser().get(WEBHOOK)
    finally:
        settings.LINE = was


SCENARIOS: dict[tuple[str, str, int], Callable[[], httpx.Response]] = {
    ("post", WEBHOOK, 200): lambda: delivered(body_of([EVENT])),
    ("post", WEBHOOK, 400): lambda: delivered(b"[]"),
    ("post", WEBHOOK, 401): lambda: delivered(body_of([EVENT]), is_signed=False),
    ("post", WEBHOOK, 404): lambda: browser().post(WEBHOOK, content=b"{}"),
    ("post", WEBHOOK, 405): wrong_method,
    ("post", WEBHOOK, 413): lambda: delivered(b" " * 2_100_000),
    ("post", WEBHOOK, 503): broken,
}
