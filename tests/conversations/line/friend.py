"""A patient of the running system, who waits for each answer."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from data_checks.answers import folded
from tests.conversations.line.desk import wait_until
from tests.frontdesk.line.patient import Patient, Post

PATIENCE_S = 30.0


class Friend(Patient):
    """Says something and hears what comes of it."""

    def hears(self, act: Callable[[], object]) -> str:
        """What is said after the act, in the form that markers are written for."""
        before = len(self.line.seen[self.id])
        act()
        wait_until(lambda: len(self.line.seen[self.id]) > before, PATIENCE_S)
        return folded(self.last)

    def asks(self, text: str) -> str:
        return self.hears(lambda: self.say(text))

    def taps(self, data: str) -> str:
        return self.hears(lambda: self.tap(data))


def posting(http: httpx.Client) -> Post:
    """Delivers bodies to the running system as LINE does."""

    def post(body: bytes, headers: dict[str, str]) -> int:
        return http.post("/line/webhook", content=body, headers=headers).status_code

    return post
