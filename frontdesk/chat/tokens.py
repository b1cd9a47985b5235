"""Session tokens: signed, for one conversation, with a life that counts from their issue."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone

# Names what is signed, so that no other signed value of this site passes for a session.
SALT = "frontdesk.chat.session-token"


def issue_token(conversation: uuid.UUID) -> tuple[str, datetime]:
    """The token for a conversation and when it ends.

    The life is absolute: chatting does not prolong it, and it cannot be switched off. A token that leaks from a shared
    device is worthless the next day.
    """
    ends_at = timezone.now() + timedelta(hours=settings.CHAT_SESSION_HOURS)
    return signing.dumps(conversation.hex, salt=SALT), ends_at


def read_token(token: str) -> uuid.UUID | None:
    """The conversation that the token opens; None for anything else, whatever nonsense it is."""
    try:
        content = signing.loads(token, salt=SALT, max_age=timedelta(hours=settings.CHAT_SESSION_HOURS))
        return uuid.UUID(hex=content)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
