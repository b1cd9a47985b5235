"""A person takes over: the assistant falls silent, staff's words reach the visitor, and a time-out gives it back.

Red flags are answered in human mode as well (the engine's watch); nobody is promised that somebody is watching.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.current import current_profile
from frontdesk.conversations import engine, sentences, tracker_store
from frontdesk.conversations.cleaning import clean
from frontdesk.conversations.models import Conversation, Remark
from frontdesk.conversations.pushes import Reason
from frontdesk.conversations.remarks import remark
from frontdesk.conversations.status_moves import SYSTEM, VISITOR, Event, Status, move, open_if_idle

logger = logging.getLogger(__name__)

Channel, Mode = Conversation.Channel, Conversation.Mode
# So long may a visitor wait for staff before the assistant answers again.
LONGEST_WAIT: Mapping[str, timedelta] = {Channel.WEB: timedelta(minutes=30), Channel.LINE: timedelta(hours=12)}
LONGEST_TEXT = 1000


class TextRefused(ValueError):
    """Raised for staff's words that are empty or too long; the message is for staff."""


def ask_for_person(conversation: uuid.UUID, *, by: str = VISITOR) -> Conversation:
    """The conversation in the queue of staff. On the web the assistant goes on answering.

    On LINE it falls silent, if clinic.yml has staff answer there and somebody is due to be in now. Raises
    ConversationGone.
    """
    open_if_idle(conversation, by=by)
    now = timezone.now()
    waits = Conversation.objects.filter(pk=conversation, channel=Channel.LINE, mode=Mode.BOT)
    if is_staffed(now) and waits.update(mode=Mode.HUMAN, staff_at=now, waiting_since=now, form_slot=""):
        _forget_form(conversation)
    return Conversation.objects.get(pk=conversation)


def take_over(conversation: uuid.UUID, by: str, *, version: int | None = None) -> Conversation:
    """引き継ぐ: from now on `by` answers. A form half filled is dropped.

    Raises ConversationGone, StaleVersion (somebody was first), MoveNotAllowed (it is not 要対応).
    """
    now = timezone.now()
    with transaction.atomic():
        taken = move(
            conversation, Event.TAKEN, by=by, version=version, assignee=by, mode=Mode.HUMAN, staff_at=now,
            form_slot="", told_at=now,
        )  # fmt: skip
        text = sentences.TAKEN_OVER.format(phone=current_profile().clinic.phone)
        bubble = {"text": text, "quick_replies": [sentences.BACK_TO_BOT]}
        remark(conversation, Remark.Author.BOT, bubble, by=SYSTEM, reason=Reason.STAFF)
    _forget_form(conversation)
    return taken


def staff_says(conversation: uuid.UUID, text: str, by: str, *, version: int | None = None) -> Remark:
    """Staff's words, as the visitor will read them. Raises TextRefused and what `take_over` raises."""
    words = clean(text)
    if not words:
        raise TextRefused("本文がありません。送る文章を書いてください。")
    if len(words) > LONGEST_TEXT:
        raise TextRefused(f"{LONGEST_TEXT}文字以内で書いてください(いま{len(words)}文字)。")
    with transaction.atomic():
        now = timezone.now()
        move(conversation, Event.SAID, by=by, version=version, staff_at=now, waiting_since=None)
        return remark(conversation, Remark.Author.STAFF, {"text": words}, by=by, reason=Reason.STAFF)


def assign(conversation: uuid.UUID, to: str, by: str, *, version: int | None = None) -> Conversation:
    """Another member of staff goes on. Raises what `take_over` raises."""
    return move(conversation, Event.ASSIGNED, by=by, version=version, assignee=to, staff_at=timezone.now())


def give_back(
    conversation: uuid.UUID, reason: str, *, by: str = SYSTEM, version: int | None = None, is_told: bool = True
) -> Conversation:
    """The assistant answers again; the conversation stays 要対応. `reason` goes into its history.

    Unless `is_told` is false, the visitor reads one line with the phone number. Raises what `take_over` raises.
    """
    with transaction.atomic():
        given = move(conversation, Event.RETURNED, by=by, version=version, note=reason, **_as_bot())
        if is_told:
            text = sentences.BACK_FROM_STAFF.format(phone=current_profile().clinic.phone)
            bubble = {"text": text, "links": [sentences.call_link(current_profile())]}
            remark(conversation, Remark.Author.BOT, bubble, by=SYSTEM, reason=Reason.RETURNED)
    return given


def resolve(conversation: uuid.UUID, done: str, by: str, *, version: int | None = None) -> Conversation:
    """対応済み, with what was done. Raises what `take_over` raises."""
    return move(
        conversation, Event.RESOLVED, by=by, version=version, note=done, needs_attention_since=None, **_as_bot()
    )


def reopen(conversation: uuid.UUID, by: str, *, version: int | None = None) -> Conversation:
    """元に戻す. Raises what `take_over` raises."""
    return move(conversation, Event.REOPENED, by=by, version=version, needs_attention_since=timezone.now(), assignee="")


def return_overdue(now: datetime | None = None) -> int:
    """Gives back every conversation whose visitor has waited too long for staff; how many. For the clock."""
    now = now or timezone.now()
    returned = 0
    for found in Conversation.objects.filter(mode=Mode.HUMAN):
        if found.staff_at is None or now - _last_moved(found) <= LONGEST_WAIT[found.channel]:
            continue
        give_back(found.pk, "time-out", version=found.version)
        returned += 1
    return returned


def is_staffed(now: datetime) -> bool:
    """True when clinic.yml has staff answer in the chat and somebody is due to be in now."""
    profile = current_profile()
    local = timezone.localtime(now)
    spans = profile.staffed_hours(local.date())
    in_hours = bool(spans) and any(span.start <= local.time() < span.end for span in spans or ())
    return profile.handoff.staff_chat and in_hours


def _last_moved(conversation: Conversation) -> datetime:
    """When staff were last here, or since when the visitor waits if that is later."""
    moments = [moment for moment in (conversation.staff_at, conversation.waiting_since) if moment]
    return max(moments)


def _as_bot() -> dict[str, object]:
    return {"mode": Mode.BOT, "assignee": "", "staff_at": None, "waiting_since": None}


def _forget_form(conversation: uuid.UUID) -> None:
    """A form half filled is dropped with all that the engine remembers; what staff write is not for its memory."""
    try:
        tracker_store.erase(conversation)
        engine.erase(conversation)
    except (engine.EngineSilent, DatabaseError) as error:
        # Its session ends by itself within half an hour, and its memory is purged within a day.
        reason = str(error) if isinstance(error, engine.EngineSilent) else type(error).__name__
        logger.warning("conversation %s: form not dropped in the engine: %s", conversation, reason)


__all__ = [
    "Status", "ask_for_person", "assign", "give_back", "is_staffed", "reopen", "resolve", "return_overdue",
    "staff_says", "take_over",
]  # fmt: skip
