"""The front desk's record, read from its database file as an operator would."""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import closing
from typing import Any

from tests.conversations.system import RunningSystem

_JSON_FIELDS = ("nearest", "entities", "actions", "replies")


def turns_with_id(system: RunningSystem, client_id: str) -> list[dict[str, Any]]:
    """The turns recorded for the message with this id, JSON fields read."""
    with closing(sqlite3.connect(f"file:{system.folder}/frontdesk.sqlite3?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute(
            "SELECT * FROM conversations_turn WHERE client_id = ?", (uuid.UUID(client_id).hex,)
        ).fetchall()
    return [{**dict(row), **{name: json.loads(row[name]) for name in _JSON_FIELDS}} for row in rows]
