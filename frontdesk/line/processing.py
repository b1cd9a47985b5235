"""Working through a person's events: each is answered, its answer stored, then sent. Whoever dies at one is overtaken."""

from __future__ import annotations

import json
import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.current import current_profile
from frontdesk.chat.sentences import apology
from frontdesk.conversations.lease import ConversationBusy
from frontdesk.line import forgetting, handling, inbox, late, people, sender
from frontdesk.line.choices import offered
from frontdesk.line.dialogue import Reply
from frontdesk.line.events import Event
from frontdesk.line.inbox import State
from frontdesk.line.leases import LeaseLost, Leases, is_held
from frontdesk.line.limits import Message, problems
from frontdesk.line.models import InboxEvent
from frontdesk.line.pieces import plain
from frontdesk.line.render import rendered

logger = logging.getLogger(__name__)

# After so many attempts that failed, or under which the worker died, the person reads the phone number.
MOST_ATTEMPTS = 5
AFTER_FAULT = timedelta(seconds=2)


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
        except LeaseLost:
            raise
        except (ConversationBusy, DatabaseError) as error:
            logger.warning("line: event %s: %s", row.event_id, type(error).__name__)
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
        _begin(row)
    event = inbox.event_of(row)
    messages: list[Message] = []
    if row.state == State.ANSWERING:
        reply = _reply(row, event, owner)
        with transaction.atomic():
            _store(row, event, reply, owner)
            if row.state == State.ANSWERED:
                messages = sender.prepare(row, event, owner)
    else:
        messages = sender.prepare(row, event, owner)
    if messages:
        sender.send(row, event, messages)


def _reply(row: InboxEvent, event: Event, owner: uuid.UUID) -> Reply:
    if forgetting.is_unsent(row):
        return Reply()
    if row.attempts > MOST_ATTEMPTS:
        logger.error("line: event %s: given up", row.event_id)
        return Reply([apology(current_profile())] if event.reply_token else [])
    return handling.reply_to(row.person, row, event, owner)


def _begin(row: InboxEvent) -> None:
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
