"""A daily job runs once a night, whichever of several clocks takes it, and again soon if it failed."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from frontdesk.conversations import daily
from frontdesk.conversations.models import DailyJob
from frontdesk.privacy.models import AuditEntry
from tests.frontdesk.visitor import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A clock that stands still until a test moves it."""
    now = [datetime(2026, 11, 22, 12, 0, tzinfo=TOKYO)]
    monkeypatch.setattr("frontdesk.conversations.daily.timezone.now", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22T12:00+09:00", "2026-11-22T03:00+09:00"),
        ("2026-11-22T03:00+09:00", "2026-11-22T03:00+09:00"),
        ("2026-11-22T02:59+09:00", "2026-11-21T03:00+09:00"),
        ("2026-12-31T15:00+00:00", "2026-12-31T03:00+09:00"),
    ],
)
def test_jobs_fall_due_at_night_in_the_clinics_time(now: str, due: str) -> None:
    assert daily.last_due(datetime.fromisoformat(now)) == datetime.fromisoformat(due)


def test_a_job_runs_once_a_day(clock: list[datetime]) -> None:
    runs: list[datetime] = []

    def job(now: datetime) -> int:
        runs.append(now)
        return 7

    results = []
    for hours in (0, 1, 14.9, 15.1, 20, 39.1):
        clock[0] = datetime(2026, 11, 22, 12, 0, tzinfo=TOKYO) + timedelta(hours=hours)
        results.append(daily.run_if_due("job", job))
    assert results == [7, 0, 0, 7, 0, 7]
    assert len(runs) == 3


def test_of_many_clocks_one_runs_the_job() -> None:
    begun = threading.Semaphore(0)
    go_on = threading.Event()

    def job(now: datetime) -> int:
        begun.release()
        go_on.wait(10)
        return 1

    def one() -> int:
        return daily.run_if_due("job", job)

    def other() -> int:
        begun.acquire(timeout=10)
        try:
            return daily.run_if_due("job", lambda now: 100)
        finally:
            go_on.set()

    assert sorted(at_once(one, other)) == [0, 1]


def test_a_job_that_fails_is_due_again() -> None:
    def fail(now: datetime) -> int:
        raise DatabaseError

    with pytest.raises(DatabaseError):
        daily.run_if_due("job", fail)
    assert daily.run_if_due("job", lambda now: 1) == 1


def test_a_clock_that_died_at_the_job_is_overtaken(clock: list[datetime]) -> None:
    DailyJob.objects.create(name="job", lease_until=clock[0] + timedelta(minutes=1))
    assert daily.run_if_due("job", lambda now: 1) == 0
    clock[0] += timedelta(minutes=2)
    assert daily.run_if_due("job", lambda now: 1) == 1


def test_the_clock_purges_once_a_night() -> None:
    call_command("clock", "--once")
    call_command("clock", "--once")
    assert AuditEntry.objects.filter(what="purge", origin="clock").count() == 1
    assert timezone.now() - (DailyJob.objects.get(name="purge").done_at or timezone.now()) < timedelta(minutes=1)
