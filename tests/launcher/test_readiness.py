"""Waiting ends when everything answers, when patience ends, or when nothing lives that could answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from launcher import readiness
from launcher.readiness import wait_until_ready


class Waking(HTTPServer):
    """Answers 503 to the first requests and 200 from then on."""

    def __init__(self, failures: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.failures = failures
        self.asked = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/readyz"


class _Handler(BaseHTTPRequestHandler):
    server: Waking

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(503 if self.server.asked <= self.server.failures else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def waking(request: pytest.FixtureRequest) -> Iterator[Waking]:
    with Waking(request.param) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "POLL_S", 0)


@pytest.mark.parametrize("waking", [0, 2], indirect=True, ids=["at once", "after two failures"])
def test_ready_as_soon_as_it_answers_200(waking: Waking) -> None:
    assert wait_until_ready(waking.url, 10, lambda: True)
    assert waking.asked == waking.failures + 1


@pytest.mark.parametrize("waking", [0], indirect=True, ids=["proxy set"])
def test_a_proxy_of_the_machine_is_not_asked(waking: Waking, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:1")
    assert wait_until_ready(waking.url, 10, lambda: True)


@pytest.mark.parametrize("waking", [10**9], indirect=True, ids=["never"])
def test_patience_ends(waking: Waking) -> None:
    assert not wait_until_ready(waking.url, 0.05, lambda: True)
    assert waking.asked


def test_nobody_listening_is_not_ready() -> None:
    assert not wait_until_ready("http://127.0.0.1:1/readyz", 0.05, lambda: True)


def test_waiting_ends_at_once_when_the_processes_are_dead() -> None:
    assert not wait_until_ready("http://127.0.0.1:1/readyz", 3600, lambda: False)
