"""Waiting until the assistant answers."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

POLL_S = 0.5


def wait_until_ready(url: str, patience_s: float, is_alive: Callable[[], bool]) -> bool:
    """Whether `url` answered 200 within `patience_s` seconds while `is_alive` held."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline and is_alive():
        try:
            if httpx.get(url, timeout=2).status_code == httpx.codes.OK:
                return True
        except httpx.HTTPError:
            pass
        time.sleep(POLL_S)
    return False
