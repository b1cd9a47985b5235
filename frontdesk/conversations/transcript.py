"""What was said in a conversation, in order, as the messages that a client shows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.remarks import as_message

# A quick reply's title is looked for in this many turns back: older buttons are far out of sight.
TITLES_BACK = 30


def open_conversation(channel: Conversation.Channel, opening: Sequence[Mapping[str, Any]]) -> Conversation:
    """A new conversation that begins with these bubbles."""
    return Conversation.objects.create(channel=channel, opening=numbered(opening, 1), last_number=len(opening))


def numbered(bubbles: Iterable[Mapping[str, Any]], first: int) -> list[dict[str, Any]]:
    """The bubbles as messages of the assistant, numbered from `first` on; what is empty is left out."""
    return [
        {"id": str(number), "from": "bot", **{name: value for name, value in bubble.items() if value}}
        for number, bubble in enumerate(bubbles, first)
    ]


def messages_after(conversation: uuid.UUID, number: int) -> tuple[list[dict[str, Any]], str]:
    """All messages with a higher number, whoever wrote them, and the conversation's mode. Raises ConversationGone."""
    found = Conversation.objects.filter(pk=conversation).first()
    if found is None:
        raise ConversationGone(str(conversation))
    messages = list(found.opening)
    for turn in found.turns.filter(answered_at__isnull=False):
        messages.append({"id": str(turn.number), "from": "user", "text": turn.text or ""})
        messages.extend(turn.replies)
    messages.extend(as_message(said) for said in found.remarks.exclude(content={}))
    messages.sort(key=lambda message: int(message["id"]))
    return [message for message in messages if int(message["id"]) > number], found.mode


def texts_before(turn: Turn, most: int) -> list[str]:
    """The latest typed texts before the turn, oldest first."""
    earlier = turn.conversation.turns.filter(kind=Turn.Kind.TYPED, number__lt=turn.number, text__isnull=False)
    texts = earlier.order_by("-number").values_list("text", flat=True)[:most]
    return [text for text in texts if text][::-1]


def title_of(conversation: Conversation, payload: str) -> str:
    """The words on the button that carried this payload; the payload itself when no such button was shown."""
    latest = conversation.turns.order_by("-number").values_list("replies", flat=True)[:TITLES_BACK]
    for messages in (*latest, conversation.opening):
        for message in messages:
            for quick_reply in message.get("quick_replies", ()):
                if quick_reply["payload"] == payload:
                    return str(quick_reply["title"])
    return payload
