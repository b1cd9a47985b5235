"""Working through the inbox: its rows are the truth, whoever dies at one is overtaken.

One loop claims people with something to do and hands each to a thread; a person's events are handled one after the
other by the time they happened.
"""

from __future__ import annotations

import json
import logging
import threading
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from frontdesk.conversations.lease import ConversationBusy
from frontdesk.line import forgetting, handling, inbox, late, people, pushes, sender
from frontdesk.line.choices import offered
from frontdesk.line.dialogue import Reply
from frontdesk.line.events import Event
from frontdesk.line.inbox import State
from frontdesk.line.leases import RENEW_S, LeaseLost, Leases, is_held
from frontdesk.line.limits import Message, problems
from frontdesk.line.models import InboxEvent
from frontdesk.line.pieces import plain
from frontdesk.line.render import rendered

logger = logging.getLogger(__name__)

POLL_S = 0.03
PUSHES_EVERY_S = 1.0
# An event at which the work failed so often is given up; the person reads the phone number the next time.
MOST_ATTEMPTS = 4
AFTER_FAULT = timedelta(seconds=2)
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


def drain_due(most_people: int) -> None:
    """Handles what is due in the caller's thread, person by person. Raises DatabaseError."""
    leases = Leases()
    for _ in range(most_people):
        claimed = leases.claim(1)
        if not claimed:
            return
        ((key, owner),) = claimed
        with leases.renewed():
            try:
                drain(key, owner)
            finally:
                leases.give_back(owner)


def drain(key: str, owner: uuid.UUID) -> None:
    """Handles the person's events that are due, in order. Raises LeaseLost, DatabaseError."""
    while row := _next(key):
        try:
            _handle(row, owner)
        except (LeaseLost, DatabaseError):
            raise
        except ConversationBusy:
            _later(row, AFTER_FAULT)
            return
        except Exception as error:
            # The kind and the place only: the message can quote what a person wrote.
            logger.error("line: event %s: fault", row.event_id, exc_info=error)
            _after_fault(row)
            return


def _next(key: str) -> InboxEvent | None:
    """The person's first open event, None when it is not due; a late answer when nothing else waits."""
    now = timezone.now()
    rows = InboxEvent.objects.select_related("person").filter(person=key)
    first = rows.filter(state__in=InboxEvent.OPEN).first()
    if first:
        return first if first.due_at <= now else None
    return rows.filter(state=State.LATE, due_at__lte=now).first()


def _handle(row: InboxEvent, owner: uuid.UUID) -> None:
    if row.state == State.LATE:
        late.ask_again(row, owner)
        return
    if row.state in {State.RECEIVED, State.ANSWERING}:
        if row.attempts >= MOST_ATTEMPTS:
            InboxEvent.objects.filter(pk=row.pk).update(state=State.FAILED, body="")
            return
        _begin(row, owner)
    event = inbox.event_of(row)
    messages: list[Message] = []
    if row.state == State.ANSWERING:
        reply = Reply() if forgetting.is_unsent(row) else handling.reply_to(row.person, row, event, owner)
        with transaction.atomic():
            _store(row, event, reply, owner)
            if row.state == State.ANSWERED:
                messages = sender.prepare(row, event, owner)
    else:
        messages = sender.prepare(row, event, owner)
    if messages:
        sender.send(row, event, messages)


def _begin(row: InboxEvent, owner: uuid.UUID) -> None:
    """Counts the attempt before anything can go wrong."""
    row.state, row.attempts = State.ANSWERING, row.attempts + 1
    row.save(update_fields=("state", "attempts"))


def _store(row: InboxEvent, event: Event, reply: Reply, owner: uuid.UUID) -> None:
    """The answer as LINE messages; from now on the engine is not asked again."""
    if not is_held(row.person_id, owner):
        raise LeaseLost(row.event_id)
    person = row.person
    messages = rendered(reply.messages, settings.LINE.public_url)
    if messages and (found := problems(messages)):
        logger.error("line: an answer is beyond LINE's limits: %s", "; ".join(found))
        messages = plain(messages)
    if messages and event.quote_token and event.at_ms < person.last_ms and messages[0]["type"] == "text":
        messages[0] = {**messages[0], "quoteToken": event.quote_token}
    if messages:
        person.choices = [dict(choice) for choice in offered(reply.messages)]
    person.last_ms = max(person.last_ms, event.at_ms)
    person.save(update_fields=("choices", "last_ms", "recent", "recent_until"))
    has_kept = person.events.filter(state=State.KEPT).exists()
    row.is_late = reply.is_late
    row.is_urgent = people.has_red_flag(row)
    row.answer = json.dumps(messages)
    row.state = State.ANSWERED if messages or (has_kept and event.reply_token) else State.IGNORED
    if row.state == State.IGNORED:
        row.body = row.answer = ""
    row.save(update_fields=("is_late", "is_urgent", "answer", "state", "body", "conversation"))


def _after_fault(row: InboxEvent) -> None:
    """The same event again in a moment, a few times."""
    _later(row, AFTER_FAULT * max(row.attempts, 1))


def _later(row: InboxEvent, delay: timedelta) -> None:
    InboxEvent.objects.filter(pk=row.pk).update(due_at=timezone.now() + delay)


def _send_pushes() -> None:
    close_old_connections()
    try:
        pushes.send_due()
    except DatabaseError as error:
        logger.error("line: pushes: %s", type(error).__name__)
