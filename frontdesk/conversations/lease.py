"""One message of a conversation at a time, across threads, processes and replicas.

The lock is a row's owner and end, not an open transaction: none may be open while the engine is called. Whoever
dies holding it is overtaken when the lease ends.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from frontdesk.conversations.models import Conversation
from frontdesk.conversations.patience import BROWSER, Patience

# One whole turn of another message may be waited for; a client that sends more than that at once is told so.
WAIT_S = 6.0
POLL_S = 0.03


class ConversationBusy(Exception):
    """Raised when another message of the conversation is being answered for longer than may be waited."""


class ConversationGone(Exception):
    """Raised when there is no such conversation, or none any more."""


@contextmanager
def leased(conversation: uuid.UUID, wait_s: float | None = None, patience: Patience = BROWSER) -> Iterator[uuid.UUID]:
    """Holds the conversation and yields the owner's id, without which nothing may be written to it.

    It is held for as long as a turn of this patience may take.

    Raises ConversationBusy after `wait_s` (WAIT_S unless given), ConversationGone when there is nothing to hold.
    """
    owner = patience.owner or uuid.uuid4()
    give_up_at = time.monotonic() + (WAIT_S if wait_s is None else wait_s)
    while not _take(conversation, owner, patience.lease_s):
        if not Conversation.objects.filter(pk=conversation).exists():
            raise ConversationGone(str(conversation))
        if time.monotonic() >= give_up_at:
            raise ConversationBusy(str(conversation))
        time.sleep(POLL_S)
    try:
        yield owner
    finally:
        Conversation.objects.filter(pk=conversation, lease_owner=owner).update(lease_owner=None, lease_until=None)


def release(owner: uuid.UUID) -> None:
    """Frees what an owner holds that is known to be dead."""
    Conversation.objects.filter(lease_owner=owner).update(lease_owner=None, lease_until=None)


def _take(conversation: uuid.UUID, owner: uuid.UUID, lease_s: float) -> bool:
    """True when the conversation was free: a single statement, so two can never both succeed."""
    now = timezone.now()
    is_free = Q(lease_until=None) | Q(lease_until__lt=now)
    taken = Conversation.objects.filter(is_free, pk=conversation).update(
        lease_owner=owner, lease_until=now + timedelta(seconds=lease_s)
    )
    return taken == 1
