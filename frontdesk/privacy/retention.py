"""What is deleted when: each kind of row after the time that the settings give it (docs/privacy.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from clinic.bookings import retention as bookings
from clinic.notices.tasks import forget_finished
from frontdesk.console import retention as console
from frontdesk.console.figures.day import store_missing
from frontdesk.conversations import tracker_store
from frontdesk.conversations.counts import count_days
from frontdesk.conversations.models import Conversation, SafetyEvent, Turn
from frontdesk.conversations.remarks import forget_before
from frontdesk.conversations.traces import forget_deleted_pages
from frontdesk.privacy import audit

# In a turn, everything that holds or may hold the visitor's words; topic, outcome, figures and times stay.
EMPTY: Mapping[str, object] = {"text": None, "payload": "", "entities": [], "nearest": [], "replies": []}


def purge(now: datetime, *, origin: audit.Origin, is_dry_run: bool = False) -> dict[str, int]:
    """How many rows of each kind are past their time at `now`; deletes them unless it is a dry run.

    Days are counted before the texts of their turns go. Raises DatabaseError.
    """
    jobs: dict[str, Callable[[datetime, bool], int]] = {
        "daily counts added": lambda now, dry: count_days(now, is_dry_run=dry),
        "days of figures added": lambda now, dry: store_missing(now, is_dry_run=dry),
        "words that staff see": _console,
        "texts of turns": _texts,
        "words of staff and news": _remarks,
        "conversations without a turn": _unused,
        "safety events": _safety_events,
        "bookings": lambda now, dry: bookings.purge(now, is_dry_run=dry),
        "wake-ups for notices": lambda now, dry: forget_finished(now, is_dry_run=dry),
        "audit entries": lambda now, dry: audit.expire(_days_ago(now, settings.AUDIT_RETENTION_DAYS), is_dry_run=dry),
        "idle conversations in the engine": _trackers,
    }
    counts = {name: job(now, is_dry_run) for name, job in jobs.items()}
    if not is_dry_run:
        forget_deleted_pages()
        audit.note(audit.What.PURGE, who=audit.SYSTEM, origin=origin, rows=sum(counts.values()))
    return counts


def _texts(now: datetime, is_dry_run: bool) -> int:
    before = _days_ago(now, settings.TRANSCRIPT_RETENTION_DAYS)
    turns = Turn.objects.filter(received_at__lt=before, text__isnull=False)
    return turns.count() if is_dry_run else turns.update(**EMPTY)


def _console(now: datetime, is_dry_run: bool) -> int:
    return console.forget_before(_days_ago(now, settings.TRANSCRIPT_RETENTION_DAYS), is_dry_run=is_dry_run)


def _remarks(now: datetime, is_dry_run: bool) -> int:
    return forget_before(_days_ago(now, settings.TRANSCRIPT_RETENTION_DAYS), is_dry_run=is_dry_run)


def _unused(now: datetime, is_dry_run: bool) -> int:
    before = _days_ago(now, settings.TRANSCRIPT_RETENTION_DAYS)
    unused = Conversation.objects.filter(last_at__lt=before, turns=None)
    return unused.count() if is_dry_run else unused.delete()[0]


def _safety_events(now: datetime, is_dry_run: bool) -> int:
    events = SafetyEvent.objects.filter(on__lt=timezone.localdate(_days_ago(now, settings.SAFETY_EVENT_RETENTION_DAYS)))
    return events.count() if is_dry_run else events.delete()[0]


def _trackers(now: datetime, is_dry_run: bool) -> int:
    before = now - timedelta(hours=settings.TRACKER_RETENTION_HOURS)
    return tracker_store.purge_idle(before, is_dry_run=is_dry_run)


def _days_ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)
