"""What is done with each kind of event. One that we do not know is noted and left alone."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.utils import timezone

from clinic.current import current_profile
from frontdesk.conversations.utterances import PayloadMalformed, UtteranceEmpty, tapped, typed
from frontdesk.line import dialogue, forgetting, inbox, late, people, sentences, throttling, urgency
from frontdesk.line.choices import Choice, chosen, folded
from frontdesk.line.dialogue import Reply
from frontdesk.line.events import Event
from frontdesk.line.inbox import State
from frontdesk.line.models import InboxEvent, Person
from frontdesk.line.typed_text import typed_text

logger = logging.getLogger(__name__)

MEDIA = frozenset({"message/image", "message/video", "message/audio", "message/file"})
HOURS = "v1;topic;clinic/hours_access"
# What the calendar gives back. It may come from a button that is days old: it is judged like a day that was typed.
_PICKED = ("date", "datetime")
_OWN_TITLES: dict[str, Choice] = {folded(button["title"]): button for button in sentences.OWN_BUTTONS}


def reply_to(person: Person, row: InboxEvent, event: Event, owner: uuid.UUID) -> Reply:
    """What is said to the event. Raises ConversationBusy."""
    if event.is_standby or event.kind in {"leave", "memberLeft"}:
        return Reply()
    if event.kind == "unfollow":
        forgetting.leave(person, event)
        return Reply()
    if event.kind == "unsend":
        forgetting.unsend(person, event)
        return Reply()
    if event.chat_kind in {"group", "room"}:
        return Reply([{"text": sentences.IN_GROUP}] if event.reply_token else [])
    if not event.is_private:
        inbox.count(f"{event.kind} of nobody"[:64])
        return Reply()
    people.arrived(person, event)
    if event.kind == "follow":
        return _greet(person, row, event)
    if not (event.kind.startswith("message/") or event.kind == "postback"):
        inbox.count(event.kind[:64])
        if event.kind == "botSuspended":
            logger.error("line: LINE has suspended the bot; read the notice in LINE Developers Console")
        return Reply()
    return _with_notice(person, _reply_to_person(person, row, event, owner))


def _reply_to_person(person: Person, row: InboxEvent, event: Event, owner: uuid.UUID) -> Reply:
    if event.kind == "postback":
        return _postback(person, row, event, owner)
    if event.kind == "message/location":
        return _tap(person, row, HOURS, owner)
    if event.kind in MEDIA:
        if _is_repeated_image(row):
            return Reply()
        return dialogue.say(
            person, row, sentences.LABELS[event.kind], sentences.media(event.kind, current_profile()), owner
        )
    text = typed_text(event) if event.kind == "message/text" else ""
    if event.kind not in {"message/text", "message/sticker"}:
        inbox.count(event.kind[:64])
    if not text:
        label = sentences.LABELS["message/sticker"]
        return dialogue.say(person, row, label, sentences.sticker(current_profile()), owner)
    return _text(person, row, text, owner)


def _text(person: Person, row: InboxEvent, text: str, owner: uuid.UUID) -> Reply:
    choice = _choice(person, text)
    if choice:
        return _tap(person, row, choice["payload"], owner)
    text = urgency.shortened(text)
    if not text:
        return Reply([sentences.refusal("too_long", current_profile())])
    if throttling.is_too_much(row) and not urgency.is_urgent(text):
        if throttling.is_told(row):
            return Reply()
        return Reply([sentences.refusal("too_many", current_profile())])
    try:
        utterance = typed(people.turn_id(row.event_id), text, urgency.LONGEST)
    except UtteranceEmpty:
        return dialogue.say(
            person, row, sentences.LABELS["message/sticker"], sentences.sticker(current_profile()), owner
        )
    return dialogue.take(person, row, utterance, owner)


def _choice(person: Person, text: str) -> Choice | None:
    """The button that a typed number or title means: one of ours, or one of the last answer."""
    return _OWN_TITLES.get(folded(text)) or chosen(text, person.choices)


def _postback(person: Person, row: InboxEvent, event: Event, owner: uuid.UUID) -> Reply:
    if "status" in event.params:  # the menu was switched
        return Reply()
    picked = next((event.params[name] for name in _PICKED if event.params.get(name)), "")
    return _tap(person, row, f"{event.data};{picked}" if picked else event.data, owner)


def _tap(person: Person, row: InboxEvent, payload: str, owner: uuid.UUID) -> Reply:
    profile = current_profile()
    if payload == sentences.CONSENT["payload"]:
        people.agree(person)
        return dialogue.say(person, row, sentences.CONSENT["title"], sentences.consented(profile), owner)
    if payload == sentences.RESULT["payload"]:
        return late.results(person, row, owner)
    try:
        utterance = tapped(people.turn_id(row.event_id), payload)
    except PayloadMalformed:
        inbox.count("forged or retired button")
        return Reply([sentences.refusal("unknown_payload", profile)])
    return dialogue.take(person, row, utterance, owner)


def _greet(person: Person, row: InboxEvent, event: Event) -> Reply:
    """A conversation that begins anew, with the notice; not for a follow that somebody has already taken back."""
    if event.at_ms < person.friend_ms:
        return Reply()
    bubbles = sentences.greeting(current_profile(), is_back=event.is_unblocked)
    people.conversation_of(person, row, opening=bubbles)
    person.is_friend, person.friend_ms, person.left_at = True, event.at_ms, None
    person.greeted_at = timezone.now()
    person.save(update_fields=("is_friend", "friend_ms", "left_at", "greeted_at"))
    return Reply(bubbles)


def _with_notice(person: Person, reply: Reply) -> Reply:
    """The reply, for somebody who was never greeted with the notice: before it, or after what is urgent."""
    if person.greeted_at or reply.is_end or not reply.messages:
        return reply
    person.greeted_at = timezone.now()
    person.save(update_fields=("greeted_at",))
    notice: list[dict[str, Any]] = sentences.notice(current_profile(), is_agreed=bool(person.consented_at))
    if reply.messages[0].get("urgency"):
        return Reply([*reply.messages, *notice], reply.is_late)
    return Reply([*notice, *reply.messages], reply.is_late)


def _is_repeated_image(row: InboxEvent) -> bool:
    """True when another picture that was sent together with this one is answered already."""
    if not row.image_set:
        return False
    same = InboxEvent.objects.filter(person=row.person_id, image_set=row.image_set).exclude(pk=row.pk)
    return same.exclude(state__in=(State.RECEIVED, State.ANSWERING)).exists()
