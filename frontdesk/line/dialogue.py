"""A text or a tapped button on LINE as a turn of a conversation, like on any other channel."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils import timezone

from clinic.current import current_profile
from frontdesk.chat.sentences import apology
from frontdesk.conversations import private_values
from frontdesk.conversations.bubbles import Bubble, EngineReply
from frontdesk.conversations.engine import EngineSlow, PayloadRefused
from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.outcomes import CHANNEL_REPLY
from frontdesk.conversations.patience import Patience
from frontdesk.conversations.turns import Answer, answer
from frontdesk.conversations.utterances import Utterance
from frontdesk.line import forgetting, people, sentences
from frontdesk.line.models import Address, InboxEvent, Person
from frontdesk.line.platform import platform

# Shown when there is no answer by then.
LOADING_AFTER_S = 1.0
SHORTEST_WAIT_S = 0.5


@dataclass(frozen=True)
class Reply:
    """What is said to an event, in the form of all channels; nothing for silence."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    # The engine was too slow, and this only says so.
    is_late: bool = False
    # Nothing is left of the conversation.
    is_end: bool = False


def take(person: Person, row: InboxEvent, utterance: Utterance, owner: uuid.UUID) -> Reply:
    """The answer to this utterance. Raises ConversationBusy."""
    utterance = _as_agreed(person, utterance)
    asked_for = _form_slot(person, row)
    try:
        answered = _answered(person, row, utterance, Patience(_wait_s(row), owner, leaves_open=True))
    except PayloadRefused:
        return Reply([sentences.refusal("unknown_payload", current_profile())])
    except EngineSlow:
        return Reply([sentences.still_working(current_profile())], is_late=True)
    if not utterance.is_kept and utterance.kind == Turn.Kind.TYPED and asked_for not in private_values.MARKS:
        people.remember(person, utterance.text)
    return Reply(answered.messages, is_end=_is_gone(row))


def _is_gone(row: InboxEvent) -> bool:
    return row.conversation is not None and not Conversation.objects.filter(pk=row.conversation).exists()


def say(person: Person, row: InboxEvent, label: str, bubble: dict[str, Any], owner: uuid.UUID) -> Reply:
    """The channel's own answer to something that is no text, recorded under a label."""
    own = EngineReply(messages=[Bubble.model_validate(bubble)], actions=[CHANNEL_REPLY])
    return take(person, row, Utterance(people.turn_id(row.event_id), Turn.Kind.OTHER, text=label, own_reply=own), owner)


def _form_slot(person: Person, row: InboxEvent) -> str:
    """What an open form asks for: a name or a phone number is not remembered."""
    conversation = Conversation.objects.filter(pk=people.conversation_of(person, row))
    return conversation.values_list("form_slot", flat=True).first() or ""


def _as_agreed(person: Person, utterance: Utterance) -> Utterance:
    if person.consented_at:
        return utterance
    return replace(utterance, is_kept=False, recent=people.recent_of(person))


def _answered(person: Person, row: InboxEvent, utterance: Utterance, patience: Patience) -> Answer:
    conversation = people.conversation_of(person, row)
    say_sorry = apology(current_profile())
    with _loading(person):
        try:
            answered = answer(conversation, utterance, say_sorry, patience)
        except ConversationGone:
            # Erased by staff a moment ago.
            return answer(people.conversation_of(person, row), utterance, say_sorry, patience)
    if not Conversation.objects.filter(pk=conversation).exists():
        forgetting.forget_person(person, but=row)
        answered.messages[-1] = {**answered.messages[-1], "text": sentences.ERASED_ON_LINE}
    return answered


def _wait_s(row: InboxEvent) -> float:
    """What is left until the reply token has to be spent."""
    age_s = (timezone.now() - row.received_at).total_seconds()
    return max(settings.LINE.engine_wait_s - age_s, SHORTEST_WAIT_S)


@contextmanager
def _loading(person: Person) -> Iterator[None]:
    """Shows that an answer is on its way when it takes longer than a second."""
    address = Address.objects.filter(person=person).first()
    if address is None:
        yield
        return
    timer = threading.Timer(LOADING_AFTER_S, lambda: platform().show_loading(address.user_id))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
