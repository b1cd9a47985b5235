"""A visitor: speaks the chat API as a browser does, through the whole WSGI application."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from functools import cache
from typing import Any

import httpx
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

HOST = "http://127.0.0.1:8000"


@cache
def _application() -> WSGIHandler:
    """The application itself: get_wsgi_application would set up logging anew and unplug pytest's."""
    return WSGIHandler()


def browser(address: str = "192.0.2.1", **headers: str) -> httpx.Client:
    """An HTTP client that reaches the application directly, from this address."""
    transport = httpx.WSGITransport(app=_application(), remote_addr=address)
    return httpx.Client(transport=transport, base_url=HOST, headers=headers)


class Visitor:
    """One session: its token goes along with every request."""

    def __init__(self, address: str = "192.0.2.1", **headers: str) -> None:
        self.http = browser(address, **headers)
        session = self.http.post("/api/chat/session").json()
        self.opening: list[dict[str, Any]] = session["messages"]
        self.token: str = session["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}

    def say(self, text: object, message_id: str | None = None) -> httpx.Response:
        """Sends a typed text."""
        return self.send({"id": message_id or str(uuid.uuid4()), "text": text})

    def tap(self, payload: str, message_id: str | None = None) -> httpx.Response:
        """Sends a quick reply."""
        return self.send({"id": message_id or str(uuid.uuid4()), "payload": payload})

    def send(self, body: object) -> httpx.Response:
        return self.http.post("/api/chat/messages", headers=self.headers, json=body)

    def send_bytes(self, body: bytes) -> httpx.Response:
        return self.http.post("/api/chat/messages", headers=self.headers, content=body)

    def read(self, after: str | None = None) -> httpx.Response:
        params = {} if after is None else {"after": after}
        return self.http.get("/api/chat/messages", headers=self.headers, params=params)

    def erase(self) -> httpx.Response:
        return self.http.delete("/api/chat/session", headers=self.headers)


def replies(response: httpx.Response) -> list[str]:
    """The texts of a good reply."""
    assert response.status_code == 200, response.text
    return [message["text"] for message in response.json()["messages"]]


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """What the actions return when they start together, each in a thread and with a database connection of its own."""
    results: list[Any] = [None] * len(actions)
    gate = threading.Barrier(len(actions))

    def run(index: int) -> None:
        gate.wait(10)
        try:
            results[index] = actions[index]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
