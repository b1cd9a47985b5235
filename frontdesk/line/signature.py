"""Whether a webhook body comes from LINE: HMAC-SHA256 of the raw bytes with the channel secret. Plain Python.

Source: LINE Developers, "Verify webhook signature" (read 2026-11-22).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

HEADER = "X-Line-Signature"


def signature_of(body: bytes, secret: str) -> bytes:
    """The signature that LINE sends along with this body, in base64."""
    return base64.b64encode(hmac.new(secret.encode("utf-8"), body, hashlib.sha256).digest())


def is_signed(body: bytes, header: str | None, secrets: Sequence[str]) -> bool:
    """True when the header is the body's signature under one of the secrets; two are valid while one is rotated.

    Compares bytes in constant time; a text with signs beyond ASCII would make compare_digest raise.
    """
    given = (header or "").encode("utf-8", "replace")
    # Every secret is tried, whatever the first gives: the time tells nothing.
    matches = [hmac.compare_digest(signature_of(body, secret), given) for secret in secrets]
    return any(matches)
