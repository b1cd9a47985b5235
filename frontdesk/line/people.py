"""Who writes on LINE: their conversation, their address, whether they have agreed, and what is remembered for an hour."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.transcript import numbered
from frontdesk.conversations.turns import RECENT
from frontdesk.line.events import Event
from frontdesk.line.models import Address, InboxEvent, Person, Thread

# A conversation ends with this silence; the next message begins another.
SILENCE = timedelta(hours=24)
RECENT_KEPT = timedelta(hours=1)


def arrived(person: Person, event: Event) -> None:
    """Notes where the person is answered."""
    if event.is_private and not Address.objects.filter(person=person).exists():
        Address.objects.get_or_create(person=person, defaults={"user_id": event.user_id})


def conversation_of(person: Person, row: InboxEvent, opening: list[dict[str, Any]] | None = None) -> uuid.UUID:
    """The conversation this event belongs to: the one under way, or a new one after a day's silence.

    With an `opening` it is always a new one that begins with these bubbles. The same event finds the same one again.
    """
    if row.conversation and Conversation.objects.filter(pk=row.conversation).exists():
        return row.conversation
    if opening is None and (begun := _begun(row)):
        return begun
    found = None if opening is not None else _under_way(person)
    conversation = found or _open(person, row, opening or [])
    row.conversation = conversation
    return conversation


def latest_conversation(person: Person) -> Conversation | None:
    """The person's last conversation, whether it has ended or not."""
    thread = person.threads.select_related("conversation").order_by("-started_at").first()
    return thread.conversation if thread else None


def recent_of(person: Person) -> tuple[str, ...]:
    """The last masked texts of somebody who has not agreed to a record, none after an hour."""
    if not person.recent or person.recent_until is None or person.recent_until < timezone.now():
        return ()
    return tuple(json.loads(person.recent))


def remember(person: Person, text: str) -> None:
    """Remembers a masked text for an hour, so that an urgent symptom is found that comes in two messages.

    Stored with the answer.
    """
    recent = [*recent_of(person), text][-RECENT:]
    person.recent, person.recent_until = json.dumps(recent), timezone.now() + RECENT_KEPT


def agree(person: Person) -> None:
    """The person agreed to the notice."""
    person.consented_at = person.consented_at or timezone.now()
    person.recent, person.recent_until = "", None
    person.save(update_fields=("consented_at", "recent", "recent_until"))


def turn_id(event_id: str) -> uuid.UUID:
    """The id under which the record and the engine know the event's turn."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"line:{event_id}")


def has_red_flag(row: InboxEvent) -> bool:
    """True when this very message was urgent; that an earlier one was is only recalled."""
    turns = Turn.objects.filter(conversation=row.conversation, client_id=turn_id(row.event_id))
    return row.conversation is not None and turns.exclude(red_flag_tier="").exists()


def _begun(row: InboxEvent) -> uuid.UUID | None:
    """The conversation in which an earlier try has already recorded the event's turn."""
    turns = Turn.objects.filter(client_id=turn_id(row.event_id))
    row.conversation = turns.values_list("conversation", flat=True).first() if row.attempts > 1 else None
    return row.conversation


def _under_way(person: Person) -> uuid.UUID | None:
    last = latest_conversation(person)
    return last.pk if last and _is_under_way(last, timezone.now()) else None


def _is_under_way(conversation: Conversation, now: datetime) -> bool:
    return now - conversation.last_at < SILENCE


@transaction.atomic
def _open(person: Person, row: InboxEvent, opening: list[dict[str, Any]]) -> uuid.UUID:
    conversation, _ = Conversation.objects.get_or_create(
        id=uuid.uuid5(uuid.NAMESPACE_OID, f"line-conversation:{row.event_id}"),
        defaults={
            "channel": Conversation.Channel.LINE,
            "opening": numbered(opening, 1),
            "last_number": len(opening),
        },
    )
    Thread.objects.get_or_create(conversation=conversation, defaults={"person": person})
    return conversation.pk
