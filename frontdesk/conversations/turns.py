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
from django.utils import timezone

from clinic.current import current_profile
from clinic.placeholders import Filled, UnknownPlaceholder, fill
from frontdesk.conversations import engine, erasure_dialogue, private_values, staff_dialogue
from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.lease import leased
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.outcomes import outcome_of
from frontdesk.conversations.patience import BROWSER, Patience
from frontdesk.conversations.recording import record
from frontdesk.conversations.red_flags.replies import fields_of, flag_of, say
from frontdesk.conversations.transcript import texts_before, title_of
from frontdesk.conversations.utterances import Utterance

logger = logging.getLogger(__name__)

# How many earlier texts the engine sees: a red flag may come in two messages (「昨日転びました」「歩けません」).
RECENT = 3


@dataclass(frozen=True)
class Answer:
    """What a client shows of a message's answer, and who answers from now on."""

    messages: list[dict[str, Any]]
    mode: str


@dataclass(frozen=True)
class Understood:
    """A reply, its bubbles with the clinic's own words in them, and whether it was the engine's."""

    reply: EngineReply
    filled: Filled
    is_engines: bool


def answer(
    conversation: uuid.UUID, utterance: Utterance, apology: dict[str, Any], patience: Patience = BROWSER
) -> Answer:
    """The answer to this message: that of its turn, or the last word before the conversation is erased.

    Raises what take_turn raises.
    """
    if erasure_dialogue.is_confirmed(conversation, utterance):
        return Answer(erasure_dialogue.erase(conversation), Conversation.Mode.BOT)
    turn = take_turn(conversation, utterance, apology, patience)
    values = turn.private_values or private_values.values_again(turn, _request(turn, utterance))
    return Answer(private_values.shown(turn.replies, values), turn.conversation.mode)


def take_turn(
    conversation: uuid.UUID, utterance: Utterance, apology: dict[str, Any], patience: Patience = BROWSER
) -> Turn:
    """The answered turn of this message; `apology` is the bubble that is said when the engine gives no answer.

    Raises ConversationGone, ConversationBusy, PayloadRefused for a quick reply that leads nowhere, and EngineSlow
    where the patience leaves such a turn open.
    """
    started = time.monotonic()
    answered = _answered(conversation, utterance.client_id)
    if answered:
        return answered
    with leased(conversation, patience=patience) as owner:
        turn = _claim(conversation, utterance)
        if turn.answered_at:
            return turn
        try:
            understood = _understand(turn, utterance, patience)
        except engine.PayloadRefused:
            turn.delete()
            raise
        return _say_and_record(turn, utterance, owner, understood, apology, started)


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
    changes = {**fields_of(flag_of(owner)), "last_number": owner.last_number + 1, "last_at": timezone.now()}
    for name, value in changes.items():
        setattr(owner, name, value)
    owner.save(update_fields=list(changes))
    return Turn.objects.create(
        conversation=owner,
        client_id=utterance.client_id,
        number=owner.last_number,
        kind=utterance.kind,
        text=_recorded_text(owner, utterance),
        payload=utterance.payload,
    )


def _recorded_text(conversation: Conversation, utterance: Utterance) -> str | None:
    """What the record says until the answer is there: of a personal value that a form asks for only what it is."""
    if not utterance.is_kept:
        return None
    said = utterance.text and private_values.MARKS.get(conversation.form_slot, utterance.text)
    return said or title_of(conversation, utterance.payload)


def _understand(turn: Turn, utterance: Utterance, patience: Patience) -> Understood | None:
    """What was made of it; None when there is no answer that can be shown. Raises PayloadRefused, EngineSlow."""
    own = (
        utterance.own_reply
        or erasure_dialogue.own_reply(turn.conversation_id, utterance)
        or staff_dialogue.own_reply(turn, utterance)
    )
    try:
        if own is None and staff_dialogue.is_message(turn, utterance):
            watched = _ask_engine(turn, utterance, patience, mode=Conversation.Mode.HUMAN)
            own = None if watched.red_flag else staff_dialogue.message_taken()
            reply = own or watched
        else:
            reply = own or _ask_engine(turn, utterance, patience)
        filled = fill((bubble.model_dump(exclude_none=True) for bubble in reply.messages), current_profile())
    except (engine.EngineSilent, UnknownPlaceholder) as error:
        if patience.leaves_open and isinstance(error, engine.EngineSlow):
            raise
        logger.error("conversation %s, turn %s: no answer: %s", turn.conversation_id, turn.number, error)
        return None
    if reply.form and filled.bubbles:
        # Under a form's question stand its own buttons, not those of a bubble that had nothing to say.
        filled.bubbles[-1]["quick_replies"] = [one.model_dump() for one in reply.messages[-1].quick_replies]
    return Understood(reply, filled, is_engines=own is None)


def _ask_engine(turn: Turn, utterance: Utterance, patience: Patience, mode: str = "") -> EngineReply:
    request = _request(turn, utterance)
    recent = texts_before(turn, RECENT) if utterance.recent is None else list(utterance.recent)
    return engine.ask({**request, "recent": recent, "mode": mode or request["mode"]}, patience.wait_s)


def _request(turn: Turn, utterance: Utterance) -> dict[str, Any]:
    return {
        "conversation": str(turn.conversation_id),
        "id": str(turn.client_id),
        **utterance.for_engine(is_personal=turn.conversation.form_slot in private_values.MARKS),
        "mode": turn.conversation.mode,
        "channel": turn.conversation.channel,
    }


def _say_and_record(
    turn: Turn,
    utterance: Utterance,
    owner: uuid.UUID,
    understood: Understood | None,
    apology: dict[str, Any],
    started: float,
) -> Turn:
    """The turn with what is said in it; nothing is said only where a person answers and no red flag was found."""
    if understood is None:
        turn.outcome = Turn.Outcome.ERROR
        return record(turn, owner, None, say(turn, None, [apology]), started)
    turn.outcome = outcome_of(understood.reply, understood.filled, turn.conversation.mode)
    bubbles = staff_dialogue.with_offer(understood.reply, understood.filled.bubbles)
    if not bubbles:
        is_human = turn.outcome == Turn.Outcome.HUMAN
        bubbles = staff_dialogue.waiting_bubbles(turn.conversation) if is_human else [apology]
    said = say(turn, understood.reply, bubbles, counts=understood.is_engines)
    if said.is_withheld:
        turn.outcome = Turn.Outcome.RED_FLAG
    if utterance.is_kept and utterance.text and not private_values.is_answer(understood.reply):
        # At the question for a name, a question of the visitor's own is recorded like any other.
        turn.text = utterance.text
    turn.private_values = private_values.values_in(said.bubbles)
    recorded = record(turn, owner, understood.reply, said, started, is_engines=understood.is_engines)
    staff_dialogue.queue_up(recorded)
    return recorded
