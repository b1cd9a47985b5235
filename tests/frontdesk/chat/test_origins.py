"""The API answers our own pages and those of the allow-list; a foreign page gets nothing from a visitor's browser."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from frontdesk.conversations.models import Conversation
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import Visitor, browser

pytestmark = pytest.mark.django_db(transaction=True)

CLINIC = "https://www.clinic.example"


@pytest.fixture(autouse=True)
def allowed(settings: Settings) -> None:
    """The clinic's site is on the list."""
    settings.CHAT_ALLOWED_ORIGINS = [CLINIC]


def test_an_allowed_page_may_call_and_read_the_answer() -> None:
    answer = browser(Origin=CLINIC).post("/api/chat/session")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == CLINIC
    assert answer.headers["Access-Control-Expose-Headers"] == "Retry-After"
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", None])
def test_our_own_page_and_callers_without_a_browser_may_call(origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    answer = browser(**headers).post("/api/chat/session")
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://www.clinic.example.evil.example",
        "http://www.clinic.example",  # not the scheme of the list
        "https://clinic.example",  # the bare domain is another origin
        "http://127.0.0.1:8001",
        "null",  # a sandboxed frame or a local file
        "",
    ],
)
def test_a_foreign_page_may_not_call(origin: str) -> None:
    answer = browser(Origin=origin).post("/api/chat/session")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "origin")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert not Conversation.objects.exists()


def test_a_foreign_page_with_a_stolen_token_may_not_call_either(engine: FakeEngine) -> None:
    visitor = Visitor()
    headers = {**visitor.headers, "Origin": "https://evil.example"}
    for method, path in (
        ("GET", "/api/chat/messages"),
        ("POST", "/api/chat/messages"),
        ("DELETE", "/api/chat/session"),
    ):
        assert visitor.http.request(method, path, headers=headers).status_code == 403
    assert Conversation.objects.count() == 1


def test_a_browser_that_asks_beforehand_learns_what_an_allowed_page_may_send() -> None:
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    answer = browser(Origin=CLINIC, **asks).options("/api/chat/messages")
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == CLINIC
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, POST, DELETE"
    assert answer.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    assert browser(Origin="https://evil.example", **asks).options("/api/chat/messages").status_code == 403


def test_answers_are_kept_apart_by_origin() -> None:
    assert browser(Origin=CLINIC).post("/api/chat/session").headers["Vary"] == "Origin"
    assert browser().post("/api/chat/session").headers["Vary"] == "Origin"
