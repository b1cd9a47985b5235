"""The moves of a conversation through the queue of staff: one table, a version, a row of history for each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.models import Conversation, StatusChange

Status = Conversation.Status
VISITOR, SYSTEM = "visitor", "system"


class Event(StrEnum):
    """What moves a conversation."""

    ASKED = "asked"  # the visitor asks for a person; two unanswered turns; a complaint; a red flag
    TAKEN = "taken"  # 引き継ぐ
    SAID = "said"  # staff write
    ASSIGNED = "assigned"  # another member of staff goes on
    RETURNED = "returned"  # 担当を外す, 自動応答にもどす, time-out, closing time
    RESOLVED = "resolved"  # 対応済みにする
    REOPENED = "reopened"  # 元に戻す


# From where each event may come, and where it leads.
MOVES: Mapping[Event, tuple[frozenset[str], Status]] = {
    Event.ASKED: (frozenset({Status.NONE, Status.OPEN, Status.DONE}), Status.OPEN),
    Event.TAKEN: (frozenset({Status.OPEN}), Status.DOING),
    Event.SAID: (frozenset({Status.DOING}), Status.DOING),
    Event.ASSIGNED: (frozenset({Status.DOING}), Status.DOING),
    Event.RETURNED: (frozenset({Status.OPEN, Status.DOING}), Status.OPEN),
    Event.RESOLVED: (frozenset({Status.OPEN, Status.DOING}), Status.DONE),
    Event.REOPENED: (frozenset({Status.DONE}), Status.OPEN),
}


class MoveNotAllowed(Exception):
    """Raised when the conversation is where this event cannot come from; the message is for staff."""


class StaleVersion(Exception):
    """Raised when somebody else has moved the conversation meanwhile; the message says who, for staff."""


@transaction.atomic
def move(
    conversation: uuid.UUID, event: Event, *, by: str, version: int | None = None, note: str = "", **changes: Any
) -> Conversation:
    """The conversation after the event, with `changes` to its other fields and a row of history.

    `version` is the one that the mover has seen; without it the move is made on whatever is there now. Raises
    ConversationGone, StaleVersion, MoveNotAllowed; nothing is written then.
    """
    found = Conversation.objects.select_for_update().filter(pk=conversation).first()
    if found is None:
        raise ConversationGone(str(conversation))
    if version is not None and version != found.version:
        raise StaleVersion(_who_was_first(found))
    origins, target = MOVES[event]
    if found.status not in origins:
        raise MoveNotAllowed(f"この会話は「{Status(found.status).label}」です。この操作はできません。")
    changes |= {"status": target, "version": found.version + 1}
    # Two movers on SQLite, which locks no row: only one of them still finds the version that both have read.
    if not Conversation.objects.filter(pk=conversation, version=found.version).update(**changes):
        raise StaleVersion(_who_was_first(Conversation.objects.get(pk=conversation)))
    StatusChange.objects.create(
        conversation=found, by=by, event=event, was=found.status, became=target, version=found.version + 1, note=note
    )
    return Conversation.objects.get(pk=conversation)


def open_if_idle(conversation: uuid.UUID, *, by: str, note: str = "") -> None:
    """Puts the conversation into the queue unless it is in it already."""
    found = Conversation.objects.filter(pk=conversation).first()
    if found and found.status in {Status.NONE, Status.DONE}:
        since = found.needs_attention_since or timezone.now()
        move(conversation, Event.ASKED, by=by, note=note, needs_attention_since=since)


def _who_was_first(conversation: Conversation) -> str:
    latest = StatusChange.objects.filter(conversation=conversation).last()
    who = conversation.assignee or (latest.by if latest else "")
    return f"{who}さんが先に操作しました。画面を読み込み直してください。"
