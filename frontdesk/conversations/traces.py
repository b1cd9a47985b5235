"""Leaving no trace of what was erased in the database's files."""

from __future__ import annotations

from django.db import connection


def forget_deleted_pages() -> None:
    """Empties SQLite's write-ahead log, which still holds the erased rows; secure_delete covers the file itself.

    On PostgreSQL autovacuum overwrites them in its own time.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
