"""Answers that the engine had not ready in time: fetched later, pushed if urgent, else kept for the next reply."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from clinic.current import current_profile
from frontdesk.chat.sentences import apology
from frontdesk.conversations.engine import EngineSlow, PayloadRefused
from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.patience import Patience
from frontdesk.conversations.turns import answer
from frontdesk.conversations.utterances import Utterance, UtteranceEmpty, tapped, typed
from frontdesk.line import people, sentences
from frontdesk.line.dialogue import Reply
from frontdesk.line.inbox import State, event_of
from frontdesk.line.models import InboxEvent, Person
from frontdesk.line.pushes import Reason, push_later
from frontdesk.line.render import rendered
from frontdesk.line.sender import push_key
from frontdesk.line.typed_text import typed_text
from frontdesk.line.urgency import LONGEST

# Between two questions whether the engine is ready, and how long each may take.
EVERY = timedelta(seconds=5)
WAIT_S = 3.0
# Then the person reads the phone number.
GIVE_UP = timedelta(minutes=10)


def ask_again(row: InboxEvent, owner: uuid.UUID) -> None:
    """Asks the engine once more for a late answer; an urgent one is pushed."""
    if not _fetch(row, owner, WAIT_S):
        InboxEvent.objects.filter(pk=row.pk).update(due_at=timezone.now() + EVERY)
        return
    if row.is_urgent:
        push_later(row.person, json.loads(row.answer), Reason.RED_FLAG, push_key(row))
        row.state, row.answer = State.PUSHED, ""
        row.save(update_fields=("state", "answer"))


def results(person: Person, row: InboxEvent, owner: uuid.UUID) -> Reply:
    """「結果を見る」: the late answers, waited for as long as the new token allows; they precede this reply."""
    for late in person.events.filter(state=State.LATE):
        left = settings.LINE.engine_wait_s - (timezone.now() - row.received_at).total_seconds()
        if left <= 0 or not _fetch(late, owner, left):
            return Reply([sentences.still_working(current_profile())])
    has_kept = person.events.filter(state=State.KEPT).exists()
    return Reply() if has_kept else Reply([{"text": sentences.NO_RESULT}])


def _fetch(row: InboxEvent, owner: uuid.UUID, wait_s: float) -> bool:
    """True when the answer is there: the row then keeps it. After too long it is the apology."""
    gives_up = timezone.now() - row.received_at > GIVE_UP
    patience = Patience(wait_s, owner, leaves_open=not gives_up)
    utterance = _utterance(row)
    said: list[dict[str, Any]] = []
    if utterance and row.conversation:
        try:
            said = answer(row.conversation, utterance, apology(current_profile()), patience).messages
        except EngineSlow:
            return False
        except (ConversationGone, PayloadRefused):
            said = []
    messages = rendered(said, settings.LINE.public_url)
    row.is_late = False
    row.is_urgent = people.has_red_flag(row)
    row.answer, row.body = json.dumps(messages), ""
    row.state = State.KEPT if messages else State.IGNORED
    row.save(update_fields=("is_late", "is_urgent", "answer", "body", "state"))
    return True


def _utterance(row: InboxEvent) -> Utterance | None:
    """The utterance again, under its old id."""
    event = event_of(row)
    try:
        if event.kind == "postback":
            return tapped(people.turn_id(row.event_id), event.data)
        utterance = typed(people.turn_id(row.event_id), typed_text(event), LONGEST)
    except (UtteranceEmpty, ValueError):
        return None
    return utterance
