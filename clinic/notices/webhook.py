"""Telling a program of the clinic's: a signed POST without any personal value."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

import httpx
from django.conf import settings

from clinic.current import current_profile
from clinic.notices.failures import DeliveryFailed
from clinic.notices.links import queue_link
from clinic.notices.models import Notice

WEBHOOK_WAIT_S = 5.0


def call_webhook(notice: Notice) -> None:
    """Posts `{"id", "kind", "reference", "link"}`; any 2xx is an arrival. Raises DeliveryFailed.

    `id` is the same at every attempt, for the receiver to see what it has already had. `X-Signature` is
    `sha256=` and the HMAC-SHA256, under STAFF_WEBHOOK_SECRET, of `X-Timestamp`, a dot and the body.
    """
    url = current_profile().staff.webhook
    if not url:
        return  # taken out of clinic.yml meanwhile
    content = {
        "id": str(notice.pk),
        "kind": notice.kind,
        "reference": notice.booking.reference,
        "link": queue_link(),
    }
    body = json.dumps(content).encode()
    try:
        answer = httpx.post(url, content=body, headers=signed_headers(body, time.time()), timeout=WEBHOOK_WAIT_S)
    except httpx.HTTPError as error:
        raise DeliveryFailed(f"the webhook cannot be reached ({type(error).__name__})") from None
    if not answer.is_success:
        raise DeliveryFailed(f"the webhook answered {answer.status_code}")


def signed_headers(body: bytes, at: float) -> dict[str, str]:
    """The headers that prove sender and time of this body."""
    timestamp = str(int(at))
    signed = hmac.new(settings.STAFF_WEBHOOK_SECRET.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "X-Timestamp": timestamp,
        "X-Signature": f"sha256={signed.hexdigest()}",
    }
