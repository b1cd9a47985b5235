"""The engine's working memory, reached directly: what is idle is purged, what is erased leaves no trace in its file.

Rasa 3.6.21 keeps every event of a conversation as a row of the table `events` (sender_id, timestamp in seconds, data)
and never deletes any. In Redis they expire by themselves (`record_exp`), and there is nothing to do here.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS, ConnectionHandler

TABLE = "events"
IDLE = f"SELECT sender_id FROM {TABLE} GROUP BY sender_id HAVING MAX(timestamp) < %s"  # noqa: S608 - a constant


def erase(conversation: uuid.UUID) -> None:
    """Deletes the events of one conversation. Raises DatabaseError."""
    with _connected() as store:
        if store:
            _execute(store, f"DELETE FROM {TABLE} WHERE sender_id = %s", str(conversation))  # noqa: S608


def purge_idle(before: datetime, *, is_dry_run: bool = False) -> int:
    """Deletes the conversations in which nothing has happened since; how many there are. Raises DatabaseError."""
    with _connected() as store:
        if not store:
            return 0
        with store.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({IDLE}) AS idle", [before.timestamp()])  # noqa: S608
            count = int(cursor.fetchone()[0])
        if count and not is_dry_run:
            _execute(store, f"DELETE FROM {TABLE} WHERE sender_id IN ({IDLE})", before.timestamp())  # noqa: S608
        return count


def _execute(store: BaseDatabaseWrapper, statement: str, value: str | float) -> None:
    with store.cursor() as cursor:
        cursor.execute(statement, [value])
        if store.vendor == "sqlite":
            # Without effect unless the engine's file has a write-ahead log.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _connected() -> Iterator[BaseDatabaseWrapper | None]:
    """A connection to the store; None where there is none that SQL reaches, or none yet."""
    database = settings.TRACKER_DATABASE
    if not database or (database["ENGINE"].endswith("sqlite3") and not Path(database["NAME"]).exists()):
        yield None
        return
    # A connection of its own: in DATABASES every migration and test would take the engine's store for one of ours.
    store = ConnectionHandler({DEFAULT_DB_ALIAS: database})[DEFAULT_DB_ALIAS]
    try:
        yield store if TABLE in store.introspection.table_names() else None
    finally:
        store.close()
