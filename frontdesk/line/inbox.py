"""The durable inbox: every event of a body is stored, then LINE is told 200. What is not stored was not received."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from clinic.database import SQLITE_LOCK_WAIT_S
from clinic.encryption import keyed_hash, line_id
from frontdesk.line.events import Event, read_event
from frontdesk.line.models import DailyNumber, InboxEvent, Person

State = InboxEvent.State

# Messages that were typed one right after the other may arrive in the wrong order: a moment is left for the earlier.
SETTLE = timedelta(milliseconds=40)


def store(raw_events: Iterable[dict[str, Any]]) -> int:
    """Stores the events in one transaction; how many of them are new. Raises DatabaseError.

    An event that is known and not yet answered has a reply token that counts from now on again.
    """
    now = timezone.now()
    received_ms = int(now.timestamp() * 1000)
    read = [(read_event(raw, received_ms), raw) for raw in raw_events]
    rows = [_row(event, raw, now) for event, raw in read]
    if not rows:
        return 0
    return _at_once(lambda: _insert(rows, now))


def _insert(rows: list[InboxEvent], now: datetime) -> int:
    with transaction.atomic():
        Person.objects.bulk_create([Person(key=row.person_id) for row in rows], ignore_conflicts=True)
        ids = [row.event_id for row in rows]
        known = set(InboxEvent.objects.filter(event_id__in=ids).values_list("event_id", flat=True))
        fresh = {row.event_id: row for row in rows if row.event_id not in known}
        # The same id may come in two bodies at once; of the second nothing is stored.
        InboxEvent.objects.bulk_create(fresh.values(), ignore_conflicts=True)
        if known:
            InboxEvent.objects.filter(event_id__in=known, state__in=InboxEvent.OPEN).update(received_at=now)
    return len(fresh)


def _at_once(write: Callable[[], int]) -> int:
    """The result of a transaction for which LINE waits.

    A writer that waits for SQLite's lock looks for it at growing intervals, up to 0.1 s, and meets a busy worker again
    and again. This one looks every 2 ms.
    """
    if connection.vendor != "sqlite":
        return write()
    give_up_at = time.monotonic() + SQLITE_LOCK_WAIT_S
    _wait_for_lock(0.0)
    try:
        while True:
            try:
                return write()
            except OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > give_up_at:
                    raise
            time.sleep(0.002)
    finally:
        _wait_for_lock(SQLITE_LOCK_WAIT_S)


def _wait_for_lock(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def event_of(row: InboxEvent) -> Event:
    """The event that the row holds, as long as it is not wiped."""
    return read_event(json.loads(row.body), row.at_ms)


def count(what: str) -> None:
    """Notes that something unusual happened today."""
    day = timezone.localdate()
    DailyNumber.objects.get_or_create(day=day, what=what)
    DailyNumber.objects.filter(day=day, what=what).update(number=F("number") + 1)


def person_key(event: Event) -> str:
    """The person or group whose event it is; an event of nobody stands for itself."""
    return line_id(event.sender) if event.sender else "line:" + keyed_hash(f"event:{event.id}")


def _row(event: Event, raw: dict[str, Any], now: Any) -> InboxEvent:
    return InboxEvent(
        event_id=event.id,
        person_id=person_key(event),
        kind=event.kind,
        at_ms=event.at_ms,
        received_at=now,
        due_at=now + SETTLE,
        body=json.dumps(raw),
        message_id=event.message_id,
        image_set=event.image_set,
    )
