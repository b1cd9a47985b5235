"""A database file, an engine that can be told how to behave, and counters that start at nought."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings

from clinic.database import tracker_database
from frontdesk.chat.limits import limiter
from tests.frontdesk.fake_engine import FakeEngine


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


@pytest.fixture(autouse=True)
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every address that is called; one that is not this machine fails the test."""
    addresses: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def guarded(sock: socket.socket, address: Any) -> None:
        if sock.family in {socket.AF_INET, socket.AF_INET6}:
            addresses.append((str(address[0]), int(address[1])))
            if address[0] not in {"127.0.0.1", "::1"}:
                raise AssertionError(f"{address[0]} was called")
        connect(sock, address)

    def no_names(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in {None, "", "127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"{host} was looked up")
        return getaddrinfo(host, *args, **kwargs)

    getaddrinfo = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket, "getaddrinfo", no_names)
    return addresses


@pytest.fixture
def tracker_file(tmp_path: Path, settings: Settings) -> Path:
    """The engine's tracker store, with the table that Rasa 3.6.21 makes, and the front desk knowing of it."""
    file = tmp_path / "tracker.sqlite3"
    with sqlite3.connect(file) as store:
        store.execute(
            "CREATE TABLE events (id INTEGER NOT NULL PRIMARY KEY, sender_id VARCHAR(255) NOT NULL,"
            " type_name VARCHAR(255) NOT NULL, timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255),"
            " data TEXT)"
        )
        store.execute("CREATE INDEX ix_events_sender_id ON events (sender_id)")
    store.close()
    settings.TRACKER_DATABASE = tracker_database(f"sqlite:///{file}", tmp_path)
    return file


@pytest.fixture
def no_engine(settings: Settings) -> None:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.ENGINE_URL = f"http://127.0.0.1:{free.getsockname()[1]}"
