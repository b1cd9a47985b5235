"""Personal values of an open form: what the visitor types of them, and where they are read back.

They pass to the engine as they are and reach the visitor as they are; the record gets a mark in their place, before
the first write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from frontdesk.conversations import engine
from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.models import Turn

# The slots whose answer is personal, and the mark that the record gets.
MARKS: Mapping[str, str] = {"booking_name": "〔氏名〕", "booking_phone": "〔電話〕", "booking_email": "〔メール〕"}
# The topic of a text that the engine has taken as the answer to a form's question.
ANSWER = "form_answer"
# A reply whose values are asked for again must be the engine's latest, which it then answers from its memory.
_RECENT = timedelta(minutes=10)


def is_answer(reply: EngineReply | None) -> bool:
    """True when the text was the answer to the form's question; in doubt (no reply, not understood) it is one."""
    topic = reply.topic.name if reply and reply.topic else ""
    return topic in {"", ANSWER, "out_of_scope", "out_of_scope_medical"} or (
        reply is not None and "action_nearest_topics" in reply.actions
    )


def values_in(bubbles: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """All marks of the bubbles with what they stand for."""
    return {mark: value for bubble in bubbles for mark, value in (bubble.get("private") or {}).items()}


def without_values(bubbles: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The bubbles as the record holds them."""
    return [{name: part for name, part in bubble.items() if name != "private"} for bubble in bubbles]


def shown(messages: Iterable[Mapping[str, Any]], values: Mapping[str, str]) -> list[dict[str, Any]]:
    """The messages as the visitor reads them."""
    return [{**message, "text": _filled(str(message["text"]), values)} if "text" in message else dict(message)
            for message in messages]  # fmt: skip


def values_again(turn: Turn, request: dict[str, Any]) -> dict[str, str]:
    """The values of a turn that was answered before: the engine still has them while the form is open."""
    has_marks = any(mark in str(message.get("text")) for message in turn.replies for mark in MARKS.values())
    answered = turn.answered_at
    if not has_marks or answered is None or timezone.now() - answered > _RECENT:
        return {}
    if turn.conversation.turns.filter(number__gt=turn.number).exists():
        return {}
    try:
        reply = engine.ask(request)
    except (engine.EngineSilent, engine.PayloadRefused):
        return {}
    return values_in(bubble.model_dump() for bubble in reply.messages)


def _filled(text: str, values: Mapping[str, str]) -> str:
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text
