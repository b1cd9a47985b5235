"""A real HTTP server that speaks the engine's interface, with behaviours that a test can choose.

It answers like the engine: a repeated id gets the stored answer and runs nothing again.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "development-only-engine-secret"

Behaviour = Callable[["FakeEngine", dict[str, Any]], tuple[int, bytes]]


def reply(*bubbles: dict[str, Any] | str, **understood: Any) -> dict[str, Any]:
    """An engine reply with these bubbles; what is not given is what an ordinary FAQ answer has."""
    return {
        "messages": [{"text": bubble} if isinstance(bubble, str) else bubble for bubble in bubbles],
        "topic": {"name": "selfcare/overview", "confidence": 0.91},
        "topic_ranking": [
            {"name": "selfcare/overview", "confidence": 0.91},
            {"name": "selfcare/calf_stretch", "confidence": 0.04},
            {"name": "prevention/overview", "confidence": 0.02},
            {"name": "shoes/choosing", "confidence": 0.01},
        ],
        "also_asked": None,
        "entities": [],
        "red_flag": None,
        "actions": ["utter_selfcare/overview"],
        "ms": 12.5,
        "model": "20261122-model",
        **understood,
    }


def answer(content: dict[str, Any]) -> Behaviour:
    """Answers every turn with this reply."""
    return lambda engine, turn: (200, json.dumps(content).encode())


def echo(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
    """Answers with what it was sent, so that a test can see it."""
    return 200, json.dumps(reply(f"「{turn.get('text') or turn.get('payload')}」ですね。")).encode()


def fails(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
    """Answers 503, as the engine does for every fault of its own."""
    return 503, b'{"error": {"code": 503, "message": "the turn could not be completed"}}'


def malformed(body: bytes) -> Behaviour:
    """Answers 200 with something that is no reply."""
    return lambda engine, turn: (200, body)


def refuses(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
    """Answers 400, as for a payload that leads nowhere."""
    return 400, b'{"error": {"code": 400, "message": "payload: there is no topic"}}'


def slow(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
    """Answers only when the test releases it."""
    engine.asked.set()
    engine.released.wait(20)
    return echo(engine, turn)


class FakeEngine:
    """The server and what it was asked. `behaviour` may be changed at any time."""

    def __init__(self) -> None:
        self.behaviour: Behaviour = echo
        self.turns: list[dict[str, Any]] = []
        self.erased: list[str] = []
        self.is_ready = True
        self.erases = True
        self.asked = threading.Event()
        self.released = threading.Event()
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._answers: dict[tuple[str, str], tuple[int, bytes]] = {}
        engine = self

        class Handler(_Handler):
            fake = engine

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, turn: dict[str, Any]) -> tuple[int, bytes]:
        """The stored answer of a repeated id, or a new one; counts how many run at once in one conversation."""
        key = (turn["conversation"], turn["id"])
        if key in self._answers:
            return self._answers[key]
        with self._lock:
            self.turns.append(turn)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            status, body = self.behaviour(self, turn)
        finally:
            with self._lock:
                self._at_once -= 1
        if status == 200:
            self._answers[key] = status, body
        return status, body


class _Handler(BaseHTTPRequestHandler):
    fake: FakeEngine

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/webhooks/frontdesk/turn" and self._has_secret():
            self._send(*self.fake.take(json.loads(body)))

    def do_GET(self) -> None:
        if self.path == "/webhooks/frontdesk/ready" and self._has_secret():
            self._send(200 if self.fake.is_ready else 503, json.dumps({"ready": self.fake.is_ready}).encode())

    def do_DELETE(self) -> None:
        prefix = "/webhooks/frontdesk/conversations/"
        if self.path.startswith(prefix) and self._has_secret():
            if self.fake.erases:
                self.fake.erased.append(self.path.removeprefix(prefix))
            self._send(204 if self.fake.erases else 503, b"")

    def _has_secret(self) -> bool:
        if self.headers["Authorization"] == f"Bearer {SECRET}":
            return True
        self._send(401, b'{"error": {"code": 401, "message": "the shared secret is wrong"}}')
        return False

    def _send(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the front desk has stopped waiting

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""
