"""A token opens one conversation for at most a day from its issue; nonsense opens nothing and raises nothing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from pytest_django import Settings

from frontdesk.chat import tokens

ISSUED = 1_800_000_000.0
HOUR = 3600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until a test moves it."""
    now = [ISSUED]
    monkeypatch.setattr("django.core.signing.time.time", lambda: now[0])
    monkeypatch.setattr("frontdesk.chat.tokens.timezone.now", lambda: datetime.fromtimestamp(now[0], UTC))
    return now


def test_a_token_opens_its_conversation() -> None:
    conversation = uuid.uuid4()
    token, _ = tokens.issue_token(conversation)
    assert tokens.read_token(token) == conversation


def test_a_token_lives_for_the_set_hours_and_not_longer(clock: list[float], settings: Settings) -> None:
    settings.CHAT_SESSION_HOURS = 24
    token, ends_at = tokens.issue_token(uuid.uuid4())
    assert ends_at == datetime.fromtimestamp(ISSUED, UTC) + timedelta(hours=24)
    clock[0] = ISSUED + 24 * HOUR - 1
    assert tokens.read_token(token)
    clock[0] = ISSUED + 24 * HOUR + 2
    assert tokens.read_token(token) is None


def test_reading_a_token_does_not_prolong_it(clock: list[float]) -> None:
    token, _ = tokens.issue_token(uuid.uuid4())
    for hour in range(24):
        clock[0] = ISSUED + hour * HOUR
        assert tokens.read_token(token)
    clock[0] = ISSUED + 24 * HOUR + 2
    assert tokens.read_token(token) is None


def test_a_life_longer_than_a_day_cannot_be_set(settings: Settings) -> None:
    assert settings.CHAT_SESSION_HOURS <= 24


@pytest.mark.parametrize("position", [0, 10, -1])
def test_a_tampered_token_opens_nothing(position: int) -> None:
    token, _ = tokens.issue_token(uuid.uuid4())
    changed = "B" if token[position] == "A" else "A"
    characters = list(token)
    characters[position] = changed
    assert tokens.read_token("".join(characters)) is None


def test_a_value_signed_for_something_else_opens_nothing() -> None:
    assert tokens.read_token(signing.dumps(uuid.uuid4().hex, salt="another purpose")) is None


def test_a_token_of_another_key_opens_nothing(settings: Settings) -> None:
    token, _ = tokens.issue_token(uuid.uuid4())
    settings.SECRET_KEY = "another key of at least as many characters as the first"
    assert tokens.read_token(token) is None


@pytest.mark.parametrize("content", [None, 7, "", "no uuid", ["x"], {"a": 1}])
def test_something_else_signed_rightly_opens_nothing(content: object) -> None:
    assert tokens.read_token(signing.dumps(content, salt=tokens.SALT)) is None


@pytest.mark.parametrize("token", ["", ":", "::", "a:b:c", "\x00", "膝", "x" * 10_000, "é:ü:ß"])
def test_nonsense_opens_nothing_and_raises_nothing(token: str) -> None:
    assert tokens.read_token(token) is None
