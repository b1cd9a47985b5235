"""Jobs that run once a day, in one process of several: a row says who is at it and when it was last done."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from frontdesk.conversations.models import DailyJob

# At night, when hardly anyone writes.
HOUR = 3
# Longer than any job takes; whoever dies at it is overtaken then.
LEASE = timedelta(minutes=30)


def run_if_due(name: str, job: Callable[[datetime], int]) -> int:
    """What the job returns if it was due and nobody else is at it; else 0. A job that fails is due again at once."""
    now = timezone.now()
    owner = uuid.uuid4()
    if not _take(name, owner, now):
        return 0
    held = DailyJob.objects.filter(name=name, lease_owner=owner)
    try:
        done = job(now)
    except BaseException:
        held.update(lease_owner=None, lease_until=None)
        raise
    held.update(done_at=now, lease_owner=None, lease_until=None)
    return done


def last_due(now: datetime) -> datetime:
    """The latest moment at which daily jobs fell due."""
    due = timezone.localtime(now).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return due if due <= now else due - timedelta(days=1)


def _take(name: str, owner: uuid.UUID, now: datetime) -> bool:
    DailyJob.objects.get_or_create(name=name)
    is_due = Q(done_at=None) | Q(done_at__lt=last_due(now))
    is_free = Q(lease_until=None) | Q(lease_until__lt=now)
    taken = DailyJob.objects.filter(is_due, is_free, name=name).update(lease_owner=owner, lease_until=now + LEASE)
    return taken == 1
