"""The rows that a conversation leaves, read from the system's database and opened with its keys."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

from clinic.encryption import decrypt
from tests.conversations.system import RunningSystem

_ENCRYPTED = ("name", "phone", "email", "concern")


def bookings_of(system: RunningSystem, conversation: str) -> list[dict[str, Any]]:
    """The bookings asked for in this conversation, oldest first, values readable."""
    with _database(system) as database:
        rows = database.execute("SELECT * FROM clinic_booking WHERE conversation = ? ORDER BY id", (conversation,))
        return [_opened(dict(row)) for row in rows.fetchall()]


def history_of(system: RunningSystem, booking: int) -> list[str]:
    """The kinds of what happened to the booking."""
    with _database(system) as database:
        rows = database.execute("SELECT kind FROM clinic_bookinghistory WHERE booking_id = ?", (booking,)).fetchall()
        return [row["kind"] for row in rows]


def turns_of(system: RunningSystem, conversation: str) -> list[dict[str, Any]]:
    """The conversation's turns in order."""
    with _database(system) as database:
        rows = database.execute(
            "SELECT * FROM conversations_turn WHERE conversation_id = ? ORDER BY number", (conversation,)
        ).fetchall()
        return [dict(row) for row in rows]


def slots_of(system: RunningSystem, conversation: str) -> dict[str, Any]:
    """What the engine's memory holds in the booking's slots after its last event, empty ones left out."""
    with closing(sqlite3.connect(f"file:{system.folder}/tracker.sqlite3?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT data FROM events WHERE sender_id LIKE ? ORDER BY id", (_dashed(conversation),))
        slots: dict[str, Any] = {}
        for (data,) in rows.fetchall():
            event = json.loads(data)
            if event["event"] == "slot" and event["name"].startswith("booking_"):
                slots[event["name"]] = event["value"]
    return {name: value for name, value in slots.items() if value is not None}


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    opened = {name: decrypt(row[name]) if row[name] else "" for name in _ENCRYPTED}
    return {**row, **opened, "wished": json.loads(row["wished"])}


def _dashed(conversation: str) -> str:
    return "-".join((conversation[:8], conversation[8:12], conversation[12:16], conversation[16:20], conversation[20:]))


def _database(system: RunningSystem) -> closing[sqlite3.Connection]:
    database = sqlite3.connect(f"file:{system.folder}/frontdesk.sqlite3?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    return closing(database)
