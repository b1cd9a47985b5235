"""One session and one address may ask so often, and are told when to come back."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import Visitor, browser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def generous(settings: Settings) -> None:
    """Every limit far away, until a test draws one near."""
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000/minute")


def test_too_many_messages_of_a_session_are_refused_with_a_time_and_the_phone(
    engine: FakeEngine, settings: Settings
) -> None:
    settings.RATE_LIMITS["RATE_LIMIT_MESSAGES_PER_SESSION"] = "2/minute"
    visitor = Visitor()
    assert [visitor.say("膝").status_code for _ in range(3)] == [200, 200, 429]
    refused = visitor.say("膝")
    assert refused.json()["error"]["code"] == "too_many"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "050-1869-7918" in refused.json()["error"]["message"]
    assert "緊急のときは119番へ電話してください。" in refused.json()["error"]["message"]
    assert len(engine.turns) == 2


def test_another_session_of_the_same_address_is_not_affected(engine: FakeEngine, settings: Settings) -> None:
    settings.RATE_LIMITS["RATE_LIMIT_MESSAGES_PER_SESSION"] = "1/minute"
    visitor, other = Visitor(), Visitor()
    visitor.say("膝")
    assert visitor.say("膝").status_code == 429
    assert other.say("膝").status_code == 200


def test_every_limit_of_a_list_holds(engine: FakeEngine, settings: Settings) -> None:
    settings.RATE_LIMITS["RATE_LIMIT_MESSAGES_PER_SESSION"] = "100/minute;2/hour"
    visitor = Visitor()
    refused = [visitor.say("膝") for _ in range(3)][-1]
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 60


def test_sessions_and_requests_are_counted_by_address(settings: Settings) -> None:
    settings.RATE_LIMITS["RATE_LIMIT_SESSIONS_PER_ADDRESS"] = "1/minute"
    here, there = browser("192.0.2.1"), browser("192.0.2.2")
    answers = [http.post("/api/chat/session").status_code for http in (here, here, there)]
    assert answers == [200, 429, 200]


def test_guessing_tokens_is_limited_too(settings: Settings) -> None:
    settings.RATE_LIMITS["RATE_LIMIT_REQUESTS_PER_ADDRESS"] = "2/minute"
    http = browser()
    headers = {"Authorization": "Bearer guess"}
    answers = [http.get("/api/chat/messages", headers=headers).status_code for _ in range(3)]
    assert answers == [401, 401, 429]


def test_reading_has_a_limit_of_its_own(engine: FakeEngine, settings: Settings) -> None:
    settings.RATE_LIMITS["RATE_LIMIT_READS_PER_SESSION"] = "1/minute"
    visitor = Visitor()
    assert [visitor.read().status_code, visitor.read().status_code, visitor.say("膝").status_code] == [200, 429, 200]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counts_as_one"),
    [
        pytest.param(0, ["203.0.113.1", "203.0.113.2"], True, id="nobody is believed without a proxy of ours"),
        pytest.param(1, ["203.0.113.1", "203.0.113.2"], False, id="our proxy's word counts"),
        pytest.param(1, ["9.9.9.1, 203.0.113.1", "9.9.9.2, 203.0.113.1"], True, id="what the visitor claims does not"),
        pytest.param(2, ["203.0.113.1, 10.0.0.1", "203.0.113.2, 10.0.0.1"], False, id="two proxies"),
        pytest.param(1, ["", ""], True, id="a request around the proxy counts by its own address"),
    ],
)
def test_behind_proxies_the_visitors_address_counts(
    settings: Settings, proxies: int, forwarded: list[str], counts_as_one: bool
) -> None:
    settings.TRUSTED_PROXIES = proxies
    settings.RATE_LIMITS["RATE_LIMIT_SESSIONS_PER_ADDRESS"] = "1/minute"
    http = browser("10.0.0.9")
    answers = [http.post("/api/chat/session", headers={"X-Forwarded-For": chain}).status_code for chain in forwarded]
    assert answers == [200, 429 if counts_as_one else 200]
