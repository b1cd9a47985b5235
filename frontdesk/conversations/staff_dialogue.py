"""What visitor and front desk settle between them about staff: a message left, the assistant asked back, the queue.

The engine has no part in it beyond watching for red flags.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from typing import Any

from django.utils import timezone

from clinic.current import current_profile
from frontdesk.conversations import sentences
from frontdesk.conversations.bubbles import Bubble, EngineReply, QuickReply, Topic
from frontdesk.conversations.handoffs import TAKE_MESSAGE
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.outcomes import FALLBACK_ACTIONS
from frontdesk.conversations.status_moves import SYSTEM, VISITOR, MoveNotAllowed, StaleVersion, open_if_idle
from frontdesk.conversations.takeover import ask_for_person, give_back
from frontdesk.conversations.utterances import Utterance

ASK, BACK = sentences.LEAVE_MESSAGE["payload"], sentences.BACK_TO_BOT["payload"]
# What a turn of this dialogue has in `actions`.
ASKED, RETURNED = "ask_staff_message", "back_to_bot"
# A visitor whom nobody answers yet is told so this often at most.
TOLD_EVERY = timedelta(hours=12)
UNANSWERED_IN_A_ROW = 2
_ASKS_BACK = re.compile(
    r"自動応答に(?:戻|もど)(?:す|る|して|して(?:ください|下さい)|してほしい)|(?:ボット|自動応答)で(?:いい|お願いします)"
)
_SIGNS = re.compile(r"[\s、。,.!?「」]+")


def own_reply(turn: Turn, utterance: Utterance) -> EngineReply | None:
    """The front desk's own reply; None when the message is about something else."""
    conversation = turn.conversation
    is_human = conversation.mode == Conversation.Mode.HUMAN
    if utterance.payload == BACK or (is_human and _asks_back(utterance.text)):
        if is_human:
            give_back(conversation.pk, "visitor", by=VISITOR, is_told=False)
            conversation.mode = Conversation.Mode.BOT
        return _reply(sentences.BACK_FROM_STAFF, RETURNED)
    if utterance.payload != ASK:
        return None
    if not current_profile().handoff.staff_chat:
        return _reply(sentences.NOT_AVAILABLE, RETURNED)
    return _reply(sentences.MESSAGE_WANTED, ASKED, QuickReply(**sentences.ERASE_NO))


def is_message(turn: Turn, utterance: Utterance) -> bool:
    """True when the text is the message for staff that was asked for right before."""
    if not utterance.text or turn.conversation.mode == Conversation.Mode.HUMAN:
        return False
    earlier = turn.conversation.turns.filter(number__lt=turn.number, answered_at__isnull=False)
    return ASKED in (earlier.order_by("-number").values_list("actions", flat=True).first() or ())


def message_taken() -> EngineReply:
    """The reply to a message for staff."""
    return _reply(sentences.MESSAGE_TAKEN, TAKE_MESSAGE)


def waiting_bubbles(conversation: Conversation) -> list[dict[str, Any]]:
    """What is said in human mode: one line, and that seldom; the visitor waits from now on."""
    now = timezone.now()
    held = Conversation.objects.filter(pk=conversation.pk)
    if conversation.waiting_since is None:
        held.update(waiting_since=now)
    # The web shows who answers above the conversation, and the taking over was said in it.
    is_told = conversation.told_at is not None and now - conversation.told_at < TOLD_EVERY
    if is_told or conversation.channel == Conversation.Channel.WEB:
        return []
    held.update(told_at=now)
    text = sentences.WAITING.format(phone=current_profile().clinic.phone)
    return [{"text": text, "quick_replies": [sentences.BACK_TO_BOT]}]


def with_offer(reply: EngineReply, bubbles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The bubbles; who wants a person may also leave a message, where staff answer in the chat."""
    wants_person = "utter_handoff_phone" in reply.actions
    if not (wants_person and bubbles and current_profile().handoff.staff_chat):
        return bubbles
    last = bubbles[-1]
    return [*bubbles[:-1], {**last, "quick_replies": [*(last.get("quick_replies") or ()), sentences.LEAVE_MESSAGE]}]


def queue_up(turn: Turn) -> None:
    """Puts the conversation before staff when this turn is a reason to: a person is wanted, or nothing was understood."""
    conversation = turn.conversation
    try:
        if "utter_handoff_phone" in turn.actions or turn.handoff == Turn.Handoff.STAFF:
            conversation.mode = ask_for_person(conversation.pk).mode
        elif turn.red_flag_tier or "utter_complaint" in turn.actions or _is_lost(turn):
            open_if_idle(conversation.pk, by=SYSTEM)
    except (MoveNotAllowed, StaleVersion):
        pass  # staff were quicker, and it is in their hands


def _is_lost(turn: Turn) -> bool:
    """True when this turn and the one before were not understood."""
    if FALLBACK_ACTIONS.isdisjoint(turn.actions):
        return False
    latest = turn.conversation.turns.filter(number__lte=turn.number).order_by("-number")[:UNANSWERED_IN_A_ROW]
    outcomes = [one.outcome for one in latest]
    return outcomes.count(Turn.Outcome.FALLBACK) == UNANSWERED_IN_A_ROW


def _asks_back(text: str) -> bool:
    return _ASKS_BACK.fullmatch(_SIGNS.sub("", unicodedata.normalize("NFKC", text))) is not None


def _reply(sentence: str, action: str, *quick_replies: QuickReply) -> EngineReply:
    profile = current_profile()
    link = sentences.call_link(profile)
    bubble = Bubble.model_validate(
        {
            "text": sentence.format(phone=profile.clinic.phone),
            "links": [link],
            "quick_replies": [one.model_dump() for one in quick_replies],
        }
    )
    return EngineReply(messages=[bubble], topic=Topic(name="handoff_phone", confidence=1.0), actions=[action])
