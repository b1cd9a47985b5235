"""A database file, an engine that can be told how to behave, and counters that start at nought."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from frontdesk.chat.limits import limiter
from tests.frontdesk.fake_engine import FakeEngine


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file instead of memory: only there do threads meet each other's locks, and erased rows leave traces."""
    file = tmp_path_factory.mktemp("record") / "frontdesk.sqlite3"
    django_settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture
def record_file() -> Path:
    """The database file of the tests."""
    return Path(str(django_settings.DATABASES["default"]["NAME"]))


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """No request of an earlier test counts."""
    yield
    limiter().storage.reset()


@pytest.fixture
def engine(settings: Settings) -> Iterator[FakeEngine]:
    """An engine that echoes unless a test says otherwise."""
    fake = FakeEngine()
    fake.start()
    settings.ENGINE_URL = fake.url
    yield fake
    fake.stop()


@pytest.fixture
def no_engine(settings: Settings) -> None:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.ENGINE_URL = f"http://127.0.0.1:{free.getsockname()[1]}"
