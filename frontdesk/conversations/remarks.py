"""Putting a message into a conversation that answers no message of the visitor: staff's words, news of a booking."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from frontdesk.conversations import pushes
from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.models import Conversation, Remark


@transaction.atomic
def remark(
    conversation: uuid.UUID, author: Remark.Author, bubble: dict[str, Any], *, by: str, reason: pushes.Reason
) -> Remark:
    """The bubble as the conversation's latest message, pushed where the channel does not fetch it.

    Raises ConversationGone.
    """
    held = Conversation.objects.filter(pk=conversation)
    if not held.update(last_number=F("last_number") + 1):
        raise ConversationGone(str(conversation))
    number = held.values_list("last_number", flat=True).get()
    said = Remark.objects.create(conversation_id=conversation, number=number, author=author, by=by, content=bubble)
    transaction.on_commit(lambda: pushes.push(held.get(), [bubble], reason), robust=True)
    return said


def as_message(said: Remark) -> dict[str, Any]:
    """The remark as a client shows it."""
    return {"id": str(said.number), "from": said.author, **{k: v for k, v in said.content.items() if v}}


def forget_before(moment: datetime, *, is_dry_run: bool) -> int:
    """How many remarks are older; their words go, that something was said stays."""
    old = Remark.objects.filter(at__lt=moment).exclude(content={})
    return old.count() if is_dry_run else old.update(content={})


__all__ = ["as_message", "forget_before", "remark"]
