"""Taking a turn: claim the message, ask the engine, record what came of it. The same message is answered once.

A message is known by the id that its client chose. Three cases hold its promise (the same id gives the same answer
and runs nothing twice): an answered turn is read from the record; two requests at once are kept apart by the lease,
and the second finds the first one's answer; a turn that a crash left unanswered is asked again under its old id,
under which the engine too answers only once.
"""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clinic.current import current_profile
from clinic.placeholders import Filled, UnknownPlaceholder, fill
from frontdesk.conversations import engine
from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.lease import ConversationBusy, ConversationGone, leased
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.outcomes import outcome_of
from frontdesk.conversations.transcript import numbered, title_of
from frontdesk.conversations.utterances import Utterance

logger = logging.getLogger(__name__)

# How many earlier texts the engine sees: a red flag may come in two messages (「昨日転びました」「歩けません」).
RECENT = 3


@dataclass(frozen=True)
class Understood:
    """The engine's reply, and its bubbles with the clinic's own words in them."""

    reply: EngineReply
    filled: Filled
    outcome: Turn.Outcome


def take_turn(conversation: uuid.UUID, utterance: Utterance, apology: dict[str, Any]) -> Turn:
    """The answered turn of this message; `apology` is the bubble that is said when the engine gives no answer.

    Raises ConversationGone, ConversationBusy, and PayloadRefused for a quick reply that leads nowhere.
    """
    started = time.monotonic()
    answered = _answered(conversation, utterance.client_id)
    if answered:
        return answered
    with leased(conversation) as owner:
        turn = _claim(conversation, utterance)
        if turn.answered_at:
            return turn
        try:
            understood = _understand(turn, utterance)
        except engine.PayloadRefused:
            turn.delete()
            raise
        return _record(turn, owner, understood, apology, started)


def _answered(conversation: uuid.UUID, client_id: uuid.UUID) -> Turn | None:
    return Turn.objects.filter(conversation=conversation, client_id=client_id, answered_at__isnull=False).first()


@transaction.atomic
def _claim(conversation: uuid.UUID, utterance: Utterance) -> Turn:
    """The turn of this message, new or left behind by an earlier try; its text is that of the first try."""
    turn = (
        Turn.objects.select_related("conversation")
        .filter(conversation=conversation, client_id=utterance.client_id)
        .first()
    )
    if turn:
        return turn
    owner = Conversation.objects.select_for_update().get(pk=conversation)
    owner.last_number += 1
    owner.last_at = timezone.now()
    owner.save(update_fields=["last_number", "last_at"])
    return Turn.objects.create(
        conversation=owner,
        client_id=utterance.client_id,
        number=owner.last_number,
        kind=utterance.kind,
        text=utterance.text or title_of(owner, utterance.payload),
        payload=utterance.payload,
    )


def _understand(turn: Turn, utterance: Utterance) -> Understood | None:
    """What the engine made of it; None when it gave no answer that can be shown. Raises PayloadRefused."""
    earlier = turn.conversation.turns.filter(kind=Turn.Kind.TYPED, number__lt=turn.number)
    recent = list(earlier.order_by("-number").values_list("text", flat=True)[:RECENT])
    try:
        reply = engine.ask(
            {
                "conversation": str(turn.conversation_id),
                "id": str(turn.client_id),
                **utterance.for_engine(),
                "recent": recent[::-1],
                "mode": turn.conversation.mode,
            }
        )
        filled = fill((bubble.model_dump(exclude_none=True) for bubble in reply.messages), current_profile())
    except (engine.EngineSilent, UnknownPlaceholder) as error:
        logger.error("conversation %s, turn %s: no answer: %s", turn.conversation_id, turn.number, error)
        return None
    return Understood(reply, filled, outcome_of(reply, filled, turn.conversation.mode))


@transaction.atomic
def _record(
    turn: Turn, owner: uuid.UUID, understood: Understood | None, apology: dict[str, Any], started: float
) -> Turn:
    """The turn with its answer, stored. Raises ConversationGone or ConversationBusy when the lease was lost."""
    turn.outcome = understood.outcome if understood else Turn.Outcome.ERROR
    bubbles = [apology] if turn.outcome == Turn.Outcome.ERROR or understood is None else understood.filled.bubbles
    held = Conversation.objects.filter(pk=turn.conversation_id, lease_owner=owner)
    if not held.update(last_number=F("last_number") + len(bubbles), last_at=timezone.now()):
        gone = not Conversation.objects.filter(pk=turn.conversation_id).exists()
        raise (ConversationGone if gone else ConversationBusy)(str(turn.conversation_id))
    last = held.values_list("last_number", flat=True).get()
    turn.replies = numbered(bubbles, last - len(bubbles) + 1)
    if understood:
        _note_understanding(turn, understood.reply)
    turn.reply_ms = (time.monotonic() - started) * 1000
    turn.answered_at = timezone.now()
    turn.save(force_update=True)
    return turn


def _note_understanding(turn: Turn, reply: EngineReply) -> None:
    turn.topic = reply.topic.name if reply.topic else ""
    turn.confidence = reply.topic.confidence if reply.topic else None
    turn.nearest = [topic.model_dump() for topic in reply.topic_ranking[:3]]
    turn.also_asked = reply.also_asked or ""
    turn.entities = reply.entities
    turn.red_flag_tier = reply.red_flag.tier if reply.red_flag else ""
    turn.red_flag_rule = reply.red_flag.rule if reply.red_flag else ""
    turn.actions = reply.actions
    turn.engine_ms = reply.ms
    turn.model = reply.model
