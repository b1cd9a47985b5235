"""The engine's own memory: idle conversations go after their time, an erased one leaves no trace in the file."""

from __future__ import annotations

import sqlite3
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from clinic.database import tracker_database
from frontdesk.conversations import tracker_store

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = timedelta(hours=24)


def remember(file: Path, sender: object, at: datetime, text: str = "膝") -> None:
    with sqlite3.connect(file) as store:
        values = (str(sender), "user", at.timestamp(), f'{{"text": "{text}"}}')
        store.execute("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)", values)
    store.close()


def senders(file: Path) -> list[str]:
    with sqlite3.connect(file) as store:
        found = [row[0] for row in store.execute("SELECT sender_id FROM events ORDER BY id")]
    store.close()
    return found


def test_only_whole_idle_conversations_are_purged(tracker_file: Path) -> None:
    remember(tracker_file, "idle", NOW - DAY - timedelta(hours=3))
    remember(tracker_file, "idle", NOW - DAY - timedelta(seconds=1))
    remember(tracker_file, "awake", NOW - DAY - timedelta(hours=3))
    remember(tracker_file, "awake", NOW - DAY + timedelta(seconds=1))
    assert tracker_store.purge_idle(NOW - DAY, is_dry_run=True) == 1
    assert len(senders(tracker_file)) == 4
    assert tracker_store.purge_idle(NOW - DAY) == 1
    assert senders(tracker_file) == ["awake", "awake"]
    assert tracker_store.purge_idle(NOW - DAY) == 0


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_an_erased_conversation_leaves_no_byte_of_it(tracker_file: Path, journal: str) -> None:
    with sqlite3.connect(tracker_file) as store:
        store.execute(f"PRAGMA journal_mode={journal}")
    store.close()
    conversation, other = uuid.uuid4(), uuid.uuid4()
    for number in range(40):
        remember(tracker_file, conversation, NOW, f"ひみつの膝の話{number}")
    remember(tracker_file, other, NOW, "別の人の話")
    tracker_store.erase(conversation)
    assert senders(tracker_file) == [str(other)]
    files = b"".join(file.read_bytes() for file in tracker_file.parent.glob(tracker_file.name + "*"))
    assert "ひみつ".encode() not in files
    assert str(conversation).encode() not in files
    assert "別の人の話".encode() in files


@pytest.mark.parametrize("database", ["none", "no file", "no table"])
def test_where_sql_reaches_no_store_there_is_nothing_to_do(tmp_path: Path, settings: Settings, database: str) -> None:
    file = tmp_path / "tracker.sqlite3"
    settings.TRACKER_DATABASE = None if database == "none" else tracker_database(f"sqlite:///{file}", tmp_path)
    if database == "no table":
        sqlite3.connect(file).close()
    tracker_store.erase(uuid.uuid4())
    assert tracker_store.purge_idle(NOW) == 0
    assert file.exists() == (database == "no table")


@pytest.mark.parametrize(
    ("url", "engine"),
    [
        ("sqlite:///var/tracker.sqlite3", "django.db.backends.sqlite3"),
        ("postgresql+psycopg2://rasa:p%40ss@db/rasa", "django.db.backends.postgresql"),
        ("redis://127.0.0.1/0", None),
        ("", None),
    ],
)
def test_sqlalchemys_address_is_understood(tmp_path: Path, url: str, engine: str | None) -> None:
    database = tracker_database(url, tmp_path)
    assert (database and database["ENGINE"]) == engine


def test_the_files_own_journal_is_not_changed(tmp_path: Path) -> None:
    database = tracker_database("sqlite:///var/tracker.sqlite3", tmp_path)
    assert database is not None
    assert "journal_mode" not in database["OPTIONS"]["init_command"]
    assert "secure_delete=ON" in database["OPTIONS"]["init_command"]
