"""Alive is whether the process serves; ready is whether visitors can be answered."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection

from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.usefixtures("no_engine")
def test_the_process_is_alive_even_without_an_engine() -> None:
    answer = browser().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


def test_with_record_and_engine_the_front_desk_is_ready(engine: FakeEngine) -> None:
    answer = browser().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "database": True, "engine": True})


def test_an_engine_without_a_model_is_not_ready(engine: FakeEngine) -> None:
    engine.is_ready = False
    answer = browser().get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": True, "engine": False})


def test_without_the_record_the_front_desk_is_not_ready(engine: FakeEngine) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("no such table: conversations_conversation")

    with connection.execute_wrapper(fail):
        answer = browser().get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)


@pytest.mark.parametrize("path", ["/healthz", "/nothing", "/api/chat/session"])
def test_every_other_response_forbids_loading_and_framing(path: str) -> None:
    headers = browser().get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
