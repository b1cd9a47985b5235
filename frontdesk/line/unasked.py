"""What the front desk says unasked, on LINE: results of bookings and staff's words become pushes, which LINE counts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from frontdesk.conversations import pushes as port
from frontdesk.conversations.models import Conversation
from frontdesk.line.models import Push, Thread
from frontdesk.line.pushes import push_later
from frontdesk.line.render import rendered

# That the assistant answers again is said with its next answer; no push is spent on it.
_REASONS = {port.Reason.STAFF: Push.Reason.STAFF, port.Reason.BOOKING: Push.Reason.BOOKING}


def connect() -> None:
    """From now on the port of the conversations leads here."""
    port.register(Conversation.Channel.LINE, push)


def push(conversation: Conversation, bubbles: Sequence[dict[str, Any]], reason: port.Reason) -> None:
    """Queues the bubbles in the caller's transaction; the worker sends them if the rules for pushes allow it."""
    why = _REASONS.get(reason)
    if why is None or (why == Push.Reason.STAFF and not settings.LINE.staff_push):
        return
    thread = Thread.objects.select_related("person").filter(conversation=conversation).first()
    if thread is not None:
        push_later(thread.person, rendered(bubbles, settings.LINE.public_url), why, uuid.uuid4())
