"""Waiting until the assistant answers."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

POLL_S = 0.5
ANSWER_S = 2.0


def wait_until_ready(url: str, patience_s: float, is_alive: Callable[[], bool]) -> bool:
    """Whether `url` answered 200 within `patience_s` seconds while `is_alive` held."""
    # trust_env would send even calls on loopback through the machine's proxy.
    with httpx.Client(timeout=ANSWER_S, trust_env=False) as client:
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline and is_alive():
            if _is_ready(client, url):
                return True
            time.sleep(POLL_S)
    return False


def _is_ready(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(url).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
