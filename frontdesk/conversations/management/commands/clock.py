"""`manage.py clock`: the one scheduler. It runs what falls due and sleeps in between."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from clinic.notices.delivery import wake_for_overdue
from frontdesk.console.indexing import index_missing
from frontdesk.console.learning.candidates import find_live
from frontdesk.console.nightly import regroup_nightly
from frontdesk.conversations.daily import run_if_due
from frontdesk.conversations.erasure import retry_pending_erasures
from frontdesk.conversations.takeover import return_overdue
from frontdesk.line.expiry import expire_daily
from frontdesk.privacy.audit import Origin
from frontdesk.privacy.retention import purge

logger = logging.getLogger(__name__)

EVERY_S = 60.0


def purge_daily() -> int:
    """How many rows were past their time, if the purge was due and no other clock is at it."""
    return run_if_due("purge", lambda now: sum(purge(now, origin=Origin.CLOCK).values()))


# Each may run in several clocks at once: what one has done, the other no longer finds.
JOBS: tuple[tuple[str, Callable[[], int]], ...] = (
    ("erasures that the engine still owed", retry_pending_erasures),
    ("conversations returned to the assistant", return_overdue),
    ("rows past their time", purge_daily),
    ("rows of LINE past their time", expire_daily),
    ("turns made searchable", index_missing),
    ("corrections that went live", find_live),
    ("groupings of unanswered questions asked for", regroup_nightly),
    ("notices whose wake-up was lost", wake_for_overdue),
)


class Command(BaseCommand):
    help = "Runs scheduled work: erasures that the engine still owes, the nightly purge. Stops on SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run everything once and end")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if options["once"]:
            run_jobs()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        logger.info("clock: started")
        while not stop.is_set():
            run_jobs()
            stop.wait(EVERY_S)


def run_jobs() -> None:
    """Runs every job; one that fails for want of the database is tried again at the next round."""
    for what, job in JOBS:
        close_old_connections()
        try:
            done = job()
        except DatabaseError as error:
            logger.error("clock: %s: %s", what, type(error).__name__)
            continue
        if done:
            logger.info("clock: %s: %s", what, done)
