"""Erasing a conversation everywhere: here at once, in the engine as soon as it answers."""

from __future__ import annotations

import logging
import uuid

from django.db import connection, transaction
from django.db.models import F

from frontdesk.conversations import engine
from frontdesk.conversations.lease import ConversationBusy, ConversationGone, leased
from frontdesk.conversations.models import Conversation, PendingErasure

logger = logging.getLogger(__name__)


def erase_conversation(conversation: uuid.UUID) -> None:
    """Erases turns, conversation and the engine's tracker. An unknown conversation is already erased.

    A turn under way is waited for, so that the engine does not store its message after the erasure; one that takes
    too long finds its conversation gone. If the engine is down, its part is remembered and retried.
    """
    try:
        with leased(conversation):
            _erase_here(conversation)
    except ConversationBusy:
        _erase_here(conversation)
    except ConversationGone:
        return
    _forget_deleted_pages()
    _erase_in_engine(conversation)


def retry_pending_erasures() -> int:
    """Asks the engine again for every erasure it still owes; how many it has done now.

    Also empties the write-ahead log once more: a reader may have kept it from being emptied at the time.
    """
    _forget_deleted_pages()
    return sum(_erase_in_engine(conversation) for conversation in PendingErasure.objects.values_list("pk", flat=True))


@transaction.atomic
def _erase_here(conversation: uuid.UUID) -> None:
    PendingErasure.objects.get_or_create(conversation=conversation)
    Conversation.objects.filter(pk=conversation).delete()


def _erase_in_engine(conversation: uuid.UUID) -> bool:
    pending = PendingErasure.objects.filter(pk=conversation)
    try:
        engine.erase(conversation)
    except engine.EngineSilent as error:
        pending.update(attempts=F("attempts") + 1)
        logger.warning("conversation %s: erased here, not yet in the engine: %s", conversation, error)
        return False
    pending.delete()
    return True


def _forget_deleted_pages() -> None:
    """Empties SQLite's write-ahead log, which still holds the erased rows; secure_delete covers the file itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
