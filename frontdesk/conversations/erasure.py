"""Erasing a conversation everywhere: here at once, in the engine as soon as it answers."""

from __future__ import annotations

import logging
import uuid

from django.db import DatabaseError, transaction
from django.db.models import F

from frontdesk.conversations import engine, tracker_store
from frontdesk.conversations.lease import ConversationBusy, ConversationGone, leased
from frontdesk.conversations.models import Conversation, PendingErasure
from frontdesk.conversations.traces import forget_deleted_pages
from frontdesk.privacy import audit

logger = logging.getLogger(__name__)


def erase_conversation(conversation: uuid.UUID, *, who: str, origin: audit.Origin) -> None:
    """Erases turns, marks and the engine's tracker, and notes who did. An unknown conversation is already erased.

    A turn under way is waited for, so that the engine does not store its message after the erasure; one that takes
    too long finds its conversation gone, and the engine is asked once more later. If the engine is down, its part is
    remembered and retried.
    """
    is_idle = True
    try:
        with leased(conversation):
            _erase_here(conversation, who, origin)
    except ConversationBusy:
        is_idle = False
        _erase_here(conversation, who, origin)
    except ConversationGone:
        return
    forget_deleted_pages()
    _erase_in_engine(conversation, is_last=is_idle)


def forget_in_engine(conversation: uuid.UUID) -> None:
    """Erases the engine's memory of a conversation that goes on; while the engine is down, that is remembered."""
    PendingErasure.objects.get_or_create(conversation=conversation)
    _erase_in_engine(conversation, is_last=True)


def retry_pending_erasures() -> int:
    """Asks the engine again for every erasure it still owes; how many it has done now.

    Also empties the write-ahead log once more: a reader may have kept it from being emptied at the time.
    """
    forget_deleted_pages()
    owed = PendingErasure.objects.values_list("pk", flat=True)
    return sum(_erase_in_engine(conversation, is_last=True) for conversation in owed)


@transaction.atomic
def _erase_here(conversation: uuid.UUID, who: str, origin: audit.Origin) -> None:
    PendingErasure.objects.get_or_create(conversation=conversation)
    Conversation.objects.filter(pk=conversation).delete()
    audit.note(audit.What.ERASE, who=who, origin=origin, conversation=conversation)


def _erase_in_engine(conversation: uuid.UUID, *, is_last: bool) -> bool:
    """True when the engine has nothing more of it. First in its store, in which deleted rows are overwritten."""
    pending = PendingErasure.objects.filter(pk=conversation)
    try:
        tracker_store.erase(conversation)
        engine.erase(conversation)
    except (engine.EngineSilent, DatabaseError) as error:
        pending.update(attempts=F("attempts") + 1)
        reason = str(error) if isinstance(error, engine.EngineSilent) else type(error).__name__
        logger.warning("conversation %s: erased here, not yet in the engine: %s", conversation, reason)
        return False
    if is_last:
        pending.delete()
    return is_last
