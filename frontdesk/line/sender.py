"""Sending an answer that is stored: with its reply token, which works once and for a minute.

Replies are free, so everything is replied; what cannot be replied waits for the person's next message. Only what is
urgent is pushed. What may have arrived is never sent a second time, unless it is urgent.
"""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from frontdesk.line import after_reply, sentences
from frontdesk.line.events import Event
from frontdesk.line.hours import is_night
from frontdesk.line.inbox import State
from frontdesk.line.leases import LeaseLost, is_held
from frontdesk.line.limits import Message
from frontdesk.line.models import InboxEvent
from frontdesk.line.pieces import plain, text_message, with_earlier
from frontdesk.line.platform import platform
from frontdesk.line.pushes import Reason, push_later
from frontdesk.line.verdicts import Outcome, Verdict

logger = logging.getLogger(__name__)

# So long after the event may its reply token still work, when LINE has sent the event again.
TOKEN_LIFE = timedelta(minutes=20)
AFTER_429_S = 1.0
RETRY = timedelta(seconds=2)
LATE_AGAIN = timedelta(seconds=5)


def prepare(row: InboxEvent, event: Event, owner: uuid.UUID) -> list[Message]:
    """What is to be sent for the row; from now on it may have arrived. None when there is nothing to send.

    Raises LeaseLost.
    """
    if not event.reply_token or not _may_try(row, timezone.now()):
        _unreplied(row)
        return []
    messages = _begin(row, owner)
    if not messages:
        _finish(row, State.IGNORED)
    return messages


def send(row: InboxEvent, event: Event, messages: Sequence[Message]) -> None:
    """Replies the messages and notes what came of it."""
    outcome = _reply(row, event, messages)
    if outcome.verdict is Verdict.ACCEPTED:
        _finish(row, State.SENT)
        after_reply.run(row, event)
    else:
        _not_accepted(row, outcome)


def _may_try(row: InboxEvent, now: datetime) -> bool:
    """True while the token may live: within the budget, or late but within LINE's longest for repeated events."""
    if _is_in_time(row):
        return True
    happened = datetime.fromtimestamp(row.at_ms / 1000, tz=now.tzinfo)
    return now - happened <= TOKEN_LIFE and row.attempts <= 2


def _is_in_time(row: InboxEvent) -> bool:
    """True while the token surely lives."""
    return timezone.now() - row.received_at <= timedelta(seconds=settings.LINE.reply_within_s)


@transaction.atomic
def _begin(row: InboxEvent, owner: uuid.UUID) -> list[Message]:
    """The messages of the call, those that waited for it included; from now on they may have arrived."""
    if not is_held(row.person_id, owner):
        raise LeaseLost(row.event_id)
    if row.state == State.SENDING:
        row.is_doubtful = True
        row.save(update_fields=("is_doubtful",))
        again: list[Message] = json.loads(row.call or "[]")
        return again
    messages, carried = _with_kept(row, json.loads(row.answer or "[]"))
    row.state, row.call = State.SENDING, json.dumps(messages)
    row.save(update_fields=("state", "call"))
    InboxEvent.objects.filter(pk__in=[one.pk for one in carried]).update(state=State.CARRIED, carried_by=row)
    return messages


def _with_kept(row: InboxEvent, own: list[Message]) -> tuple[list[Message], list[InboxEvent]]:
    """The answer with those before it that could not be replied, and these, as many as there is room for."""
    kept = list(InboxEvent.objects.filter(person=row.person_id, state=State.KEPT))
    urgent = [one for one in kept if one.is_urgent]
    # What is urgent stands first and by itself; the others have time.
    kept = urgent[:1] or kept
    while kept:
        earlier = [] if urgent else [text_message(sentences.ANSWER_TO_EARLIER)]
        earlier += [message for one in kept for message in json.loads(one.answer)]
        both = with_earlier(earlier, own, is_urgent=row.is_urgent)
        if both is not None:
            return both, kept
        # The newest wait for the next reply.
        kept.pop()
    return own, []


def _reply(row: InboxEvent, event: Event, messages: Sequence[Message]) -> Outcome:
    """The outcome of the call, after the one repetition that its kind allows."""
    is_silent = is_night(timezone.now()) and not row.is_urgent
    outcome = platform().reply(event.reply_token, messages, is_silent=is_silent)
    in_time = _is_in_time(row)
    if outcome.verdict is Verdict.REFUSED:
        logger.error("line: a reply was refused for %s; sent as plain text", outcome.properties)
        return platform().reply(event.reply_token, plain(messages), is_silent=is_silent)
    if outcome.verdict is Verdict.UNCERTAIN:
        row.is_doubtful = True
        row.save(update_fields=("is_doubtful",))
        return platform().reply(event.reply_token, messages, is_silent=is_silent) if in_time else outcome
    if outcome.verdict is Verdict.LIMITED and in_time:
        time.sleep(AFTER_429_S)
        return platform().reply(event.reply_token, messages, is_silent=is_silent)
    return outcome


def _not_accepted(row: InboxEvent, outcome: Outcome) -> None:
    verdict = outcome.verdict
    if verdict in {Verdict.UNAUTHORIZED, Verdict.UNREACHED}:
        # Nothing was done: the token may still serve.
        state = State.SENDING if row.is_doubtful else State.ANSWERED
        if not row.is_doubtful:
            _end_carried(row, State.ANSWERED)
        InboxEvent.objects.filter(pk=row.pk).update(state=state, due_at=timezone.now() + RETRY)
    elif row.is_doubtful or verdict is Verdict.UNCERTAIN:
        _finish(row, _pushed(row) or State.UNKNOWN)
    elif verdict in {Verdict.TOKEN_DEAD, Verdict.LIMITED}:
        _unreplied(row)
    else:
        logger.error("line: a reply was refused with %s: %s", outcome.status, outcome.properties)
        _finish(row, _pushed(row) or State.FAILED)


def _unreplied(row: InboxEvent) -> None:
    """An answer without a token: urgent it is pushed, else it precedes the next reply."""
    if row.is_doubtful:
        _finish(row, _pushed(row) or State.UNKNOWN)
    elif not json.loads(row.answer or "[]"):
        _finish(row, State.IGNORED)
    else:
        _finish(row, _pushed(row) or State.KEPT)


def _pushed(row: InboxEvent) -> InboxEvent.State | None:
    if not row.is_urgent:
        return None
    push_later(row.person, json.loads(row.answer), Reason.RED_FLAG, push_key(row))
    return State.PUSHED


def push_key(row: InboxEvent) -> uuid.UUID:
    """The retry key under which the row's answer is pushed, if it ever is."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"line-push:{row.event_id}")


def _finish(row: InboxEvent, state: InboxEvent.State) -> None:
    """Notes the row's end and wipes what it no longer needs; a late one now waits for the engine."""
    now = timezone.now()
    _end_carried(row, state)
    changes: dict[str, object] = {"state": state, "body": "", "call": ""}
    if row.is_late and state != State.PUSHED:
        changes = {"state": State.LATE, "answer": "", "call": "", "due_at": now + LATE_AGAIN}
    elif state != State.KEPT:
        changes |= {"answer": "", "sent_at": now if state == State.SENT else None}
    InboxEvent.objects.filter(pk=row.pk).update(**changes)


def _end_carried(row: InboxEvent, state: InboxEvent.State) -> None:
    """What the reply carried along shares its end; if surely nothing arrived, it waits for the next reply again."""
    carried = InboxEvent.objects.filter(carried_by=row, state=State.CARRIED)
    ends = State.UNKNOWN if row.is_doubtful and state != State.SENT else state
    if ends in {State.SENT, State.UNKNOWN, State.FAILED}:
        carried.update(state=ends, answer="")
    else:
        carried.update(state=State.KEPT, carried_by=None)
