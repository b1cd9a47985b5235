"""Recording a turn: its answer, the flag that remains of it, and that a red flag was found."""

from __future__ import annotations

import time
import uuid

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.handoffs import handoff_of
from frontdesk.conversations.lease import ConversationBusy, ConversationGone
from frontdesk.conversations.models import Conversation, SafetyEvent, Turn
from frontdesk.conversations.private_values import without_values
from frontdesk.conversations.red_flags.replies import Said, fields_of
from frontdesk.conversations.transcript import numbered


@transaction.atomic
def record(
    turn: Turn, owner: uuid.UUID, reply: EngineReply | None, said: Said, started: float, *, is_engines: bool = True
) -> Turn:
    """The turn with its answer, stored. Raises ConversationGone or ConversationBusy when the lease was lost.

    `is_engines` is false for the front desk's own reply, which leaves an open form of the engine as it is.
    """
    now = timezone.now()
    changes = {"last_number": F("last_number") + len(said.bubbles), "last_at": now, **fields_of(said.flag)}
    if reply and is_engines:
        changes["form_slot"] = reply.form.slot if reply.form else ""
    if said.new:
        changes["needs_attention_since"] = Coalesce(F("needs_attention_since"), now)
    held = Conversation.objects.filter(pk=turn.conversation_id, lease_owner=owner)
    if not held.update(**changes):
        gone = not Conversation.objects.filter(pk=turn.conversation_id).exists()
        raise (ConversationGone if gone else ConversationBusy)(str(turn.conversation_id))
    last = held.values_list("last_number", flat=True).get()
    turn.replies = numbered(without_values(said.bubbles), last - len(said.bubbles) + 1)
    if reply:
        _note_understanding(turn, reply)
    turn.reply_ms = (time.monotonic() - started) * 1000
    turn.answered_at = now
    turn.save(force_update=True)
    return turn


def _note_understanding(turn: Turn, reply: EngineReply) -> None:
    turn.topic = reply.topic.name if reply.topic else ""
    turn.confidence = reply.topic.confidence if reply.topic else None
    turn.nearest = [topic.model_dump() for topic in reply.topic_ranking[:3]]
    turn.also_asked = reply.also_asked or ""
    # Entities are words of the text: without the one there are not the others.
    turn.entities = reply.entities if turn.text is not None else []
    turn.actions = reply.actions
    turn.handoff = handoff_of(reply)
    turn.engine_ms = reply.ms
    turn.model = reply.model
    if reply.red_flag:
        turn.red_flag_tier = reply.red_flag.tier
        turn.red_flag_rule = reply.red_flag.rule
        SafetyEvent.objects.create(
            rule=reply.red_flag.rule,
            tier=reply.red_flag.tier,
            on=timezone.localdate(),
            channel=turn.conversation.channel,
            version=reply.model,
        )
