"""The task behind the outbox. It carries nothing and decides nothing: it wakes a worker, who looks what is due.

django-tasks knows no retries, and a task that a dead worker held stays where it is. Both are the outbox's: its rows say
what is due, a wake-up too many does nothing, and one that is lost is made up for by the clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks import task
from django_tasks_db.models import DBTaskResult

KEPT_DAYS = 7


@task
def deliver_notices() -> None:
    """Sends what is due."""
    from clinic.notices.delivery import deliver_due  # which itself may want to wake a worker

    deliver_due()


def wake(at: datetime | None = None) -> None:
    """Has a worker look into the outbox, now or at a later time. In a transaction it holds only if that commits."""
    deliver_notices.using(run_after=at).enqueue()


def forget_finished(now: datetime, *, is_dry_run: bool = False) -> int:
    """Deletes wake-ups that are done with; how many there are. They hold no text."""
    old = DBTaskResult.objects.filter(enqueued_at__lt=now - timedelta(days=KEPT_DAYS))
    return old.count() if is_dry_run else old.delete()[0]
