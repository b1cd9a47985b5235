"""The port through which a message reaches a channel that does not fetch what is new.

The web widget fetches (GET /api/chat/messages?after=), so nothing is pushed there. A channel registers its push when
its app is ready; it decides by the reason whether it may push at all, and must not block.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from frontdesk.conversations.models import Conversation

logger = logging.getLogger(__name__)


class Reason(StrEnum):
    """Why something is said unasked."""

    STAFF = "staff"
    BOOKING = "booking"
    RETURNED = "returned"


Push = Callable[[Conversation, Sequence[dict[str, Any]], Reason], None]
_PUSHES: dict[str, Push] = {}


def register(channel: Conversation.Channel, push: Push) -> None:
    """From now on messages for this channel go through `push`."""
    _PUSHES[channel] = push


def push(conversation: Conversation, bubbles: Sequence[dict[str, Any]], reason: Reason) -> None:
    """Hands the bubbles to the conversation's channel; where none is registered, they wait to be fetched."""
    through = _PUSHES.get(conversation.channel)
    if through is not None:
        logger.info("conversation %s: pushed for %s", conversation.pk, reason)
        through(conversation, bubbles, reason)
