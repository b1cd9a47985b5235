"""Erasing what Rasa remembers of a conversation; its tracker stores have no such call."""

from __future__ import annotations

from rasa.core.tracker_store import RedisTrackerStore, SQLTrackerStore, TrackerStore
from sqlalchemy import text


def erase(store: TrackerStore, conversation: str) -> None:
    """Deletes all events of `conversation`, whether there are any or not. Raises what the database raises."""
    if isinstance(store, SQLTrackerStore):
        _erase_rows(store, conversation)
    elif isinstance(store, RedisTrackerStore):
        store.red.delete(store.key_prefix + conversation)
    else:
        raise TypeError(f"conversations in a {type(store).__name__} cannot be erased")


def _erase_rows(store: SQLTrackerStore, conversation: str) -> None:
    is_sqlite = store.engine.dialect.name == "sqlite"
    with store.session_scope() as session:
        if is_sqlite:
            # Otherwise the words stay readable in the file's free pages.
            session.execute(text("PRAGMA secure_delete = ON"))
        session.query(store.SQLEvent).filter_by(sender_id=conversation).delete(synchronize_session=False)
        session.commit()
    if is_sqlite:
        # ... and in the write-ahead log, where there is one.
        with store.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
