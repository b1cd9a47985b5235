"""The rows that a conversation leaves, read from the system's database and opened with its keys.

`python -m tests.conversations.bookings.rows FOLDER CONVERSATION` prints them as JSON.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from clinic.encryption import decrypt


class System(Protocol):
    """A system whose databases lie in a folder."""

    @property
    def folder(self) -> Path:
        """The folder."""
        ...


@dataclass(frozen=True)
class Files:
    """The databases of a system that somebody else has started."""

    folder: Path


_ENCRYPTED = ("name", "phone", "email", "concern")


def bookings_of(system: System, conversation: str) -> list[dict[str, Any]]:
    """The bookings asked for in this conversation, oldest first, values readable."""
    with _database(system) as database:
        rows = database.execute("SELECT * FROM clinic_booking WHERE conversation = ? ORDER BY id", (conversation,))
        return [_opened(dict(row)) for row in rows.fetchall()]


def history_of(system: System, booking: int) -> list[str]:
    """The kinds of what happened to the booking."""
    with _database(system) as database:
        rows = database.execute("SELECT kind FROM clinic_bookinghistory WHERE booking_id = ?", (booking,)).fetchall()
        return [row["kind"] for row in rows]


def turns_of(system: System, conversation: str) -> list[dict[str, Any]]:
    """The conversation's turns in order."""
    with _database(system) as database:
        rows = database.execute(
            "SELECT * FROM conversations_turn WHERE conversation_id = ? ORDER BY number", (conversation,)
        ).fetchall()
        return [dict(row) for row in rows]


def slots_of(system: System, conversation: str) -> dict[str, Any]:
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


def _database(system: System) -> closing[sqlite3.Connection]:
    database = sqlite3.connect(f"file:{system.folder}/frontdesk.sqlite3?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    return closing(database)


def main(folder: str, conversation: str) -> None:
    """Prints `bookings`, each with its `history`, and `turns`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frontdesk.settings")
    system = Files(Path(folder))
    bookings = [{**row, "history": history_of(system, row["id"])} for row in bookings_of(system, conversation)]
    json.dump({"bookings": bookings, "turns": turns_of(system, conversation)}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
