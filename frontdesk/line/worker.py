"""Working through the inbox: its rows are the truth, whoever dies at one is overtaken.

One loop claims people with something to do and hands each to a thread; a person's events are handled one after the
other by the time they happened.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import DatabaseError, close_old_connections

from frontdesk.line import pushes
from frontdesk.line.leases import RENEW_S, LeaseLost, Leases
from frontdesk.line.processing import drain

logger = logging.getLogger(__name__)

POLL_S = 0.03
PUSHES_EVERY_S = 1.0
# A reply under way ends within it; a slow engine is not waited for, and asked again after the start.
STOP_WAIT_S = 12.0


class Worker:
    """The threads of one process."""

    def __init__(self, threads: int) -> None:
        self._leases = Leases()
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="line")
        self._busy: set[Future[None]] = set()
        self._renewed_at = self._pushed_at = 0.0

    def run(self, stop: threading.Event) -> None:
        """Works until `stop` is set, then finishes what is under way. A database that fails is tried again."""
        while not stop.is_set():
            try:
                close_old_connections()
                claimed = self.step()
            except DatabaseError as error:
                logger.error("line: the inbox cannot be read: %s", type(error).__name__)
                stop.wait(1.0)
                continue
            stop.wait(0.002 if claimed else POLL_S)
        self._finish()

    def step(self) -> int:
        """Renews the leases, starts what can be started; how many people's work that is."""
        self._busy = {work for work in self._busy if not work.done()}
        now = time.monotonic()
        if now - self._renewed_at >= RENEW_S:
            self._leases.renew()
            self._renewed_at = now
        free = self._threads - len(self._busy)
        if free <= 0:
            return 0
        if now - self._pushed_at >= PUSHES_EVERY_S:
            self._pushed_at = now
            self._start(_send_pushes)
        claimed = self._leases.claim(free)
        for key, owner in claimed:
            self._start(self._serve, key, owner)
        return len(claimed)

    def _start(self, work: object, *args: object) -> None:
        self._busy.add(self._pool.submit(work, *args))  # type: ignore[arg-type]

    def _finish(self) -> None:
        give_up_at = time.monotonic() + STOP_WAIT_S
        while any(not work.done() for work in self._busy) and time.monotonic() < give_up_at:
            self._leases.renew()
            time.sleep(POLL_S)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _serve(self, key: str, owner: uuid.UUID) -> None:
        close_old_connections()
        try:
            drain(key, owner)
        except LeaseLost:
            logger.warning("line: overtaken by another worker")
        except DatabaseError as error:
            logger.error("line: %s", type(error).__name__)
        finally:
            self._leases.give_back(owner)


def _send_pushes() -> None:
    close_old_connections()
    try:
        pushes.send_due()
    except DatabaseError as error:
        logger.error("line: pushes: %s", type(error).__name__)
