"""Erasing on LINE: what a person unsent, a person who left, a person who wants to be forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete
from django.utils import timezone

from frontdesk.console.forgetting import forget_turns
from frontdesk.conversations.erasure import erase_conversation, forget_in_engine
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.traces import forget_deleted_pages
from frontdesk.line import people, sentences
from frontdesk.line.events import Event
from frontdesk.line.models import Address, InboxEvent, Person, Push
from frontdesk.privacy.audit import VISITOR, Origin

State = InboxEvent.State
WIPED = {"body": "", "answer": "", "call": ""}


def connect() -> None:
    """From now on an erased conversation takes its inbox rows' contents along."""
    post_delete.connect(_wipe_inbox, sender=Conversation, dispatch_uid="line-wipe-inbox")


def unsend(person: Person, event: Event) -> None:
    """Erases a message that the person took back: here, in the record, in the engine's memory."""
    rows = InboxEvent.objects.filter(person=person, message_id=event.message_id).exclude(kind="unsend")
    rows.filter(state__in=(State.RECEIVED, State.ANSWERING, State.LATE)).update(state=State.IGNORED, **WIPED)
    turns = Turn.objects.filter(client_id__in=[people.turn_id(row.event_id) for row in rows])
    conversations = set(turns.values_list("conversation", flat=True))
    ids = list(turns.values_list("pk", flat=True))
    turns.update(text=sentences.UNSENT, entities=[])
    forget_turns(ids)
    Person.objects.filter(pk=person.pk).update(recent="", recent_until=None)
    forget_deleted_pages()
    for conversation in conversations:
        forget_in_engine(conversation)


def is_unsent(row: InboxEvent) -> bool:
    """True when the person has taken this message back before it was answered."""
    if not row.message_id or row.kind == "unsend":
        return False
    return InboxEvent.objects.filter(person=row.person_id, message_id=row.message_id, kind="unsend").exists()


def leave(person: Person, event: Event) -> None:
    """The person blocked us: nothing is sent any more, and after some days everything is erased."""
    if event.at_ms < person.friend_ms:
        return
    person.is_friend, person.friend_ms, person.left_at = False, event.at_ms, timezone.now()
    person.save(update_fields=("is_friend", "friend_ms", "left_at"))
    Address.objects.filter(person=person).delete()
    person.pushes.filter(state=Push.State.WAITING).update(
        state=Push.State.REFUSED, messages="", why="ブロックされたため送っていません。"
    )
    person.events.filter(state=State.KEPT).update(state=State.EXPIRED, **WIPED)
    forget_deleted_pages()


def forget_person(person: Person, but: InboxEvent | None = None, *, who: str = VISITOR) -> None:
    """Erases all conversations of the person and what the channel holds of them; `but` is still being answered."""
    for conversation in list(person.threads.values_list("conversation", flat=True)):
        erase_conversation(conversation, who=who, origin=Origin.LINE)
    rest = person.events.exclude(pk=but.pk) if but else person.events.all()
    rest.filter(state__in=(State.KEPT, State.CARRIED, State.LATE)).update(state=State.EXPIRED)
    rest.exclude(state__in=InboxEvent.OPEN).update(**WIPED)
    person.pushes.all().delete()
    Address.objects.filter(person=person).delete()
    person.greeted_at = person.consented_at = None
    person.choices = []
    person.recent, person.recent_until = "", None
    person.save(update_fields=("greeted_at", "consented_at", "choices", "recent", "recent_until"))
    forget_deleted_pages()


def _wipe_inbox(sender: Any, instance: Conversation, **_: Any) -> None:
    of_it = InboxEvent.objects.filter(conversation=instance.pk)
    of_it.filter(state__in=(State.KEPT, State.CARRIED, State.LATE)).update(state=State.EXPIRED)
    of_it.filter(~Q(state__in=InboxEvent.OPEN)).update(**WIPED)
