"""Sending what is due, and what becomes of a notice that cannot be sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.utils import timezone

from clinic.notices import outbox
from clinic.notices.failures import DeliveryFailed
from clinic.notices.mail import send_to_staff, send_to_visitor
from clinic.notices.models import Notice
from clinic.notices.tasks import wake
from clinic.notices.webhook import call_webhook

logger = logging.getLogger(__name__)

WAYS: Mapping[str, Callable[[Notice], None]] = {
    Notice.Way.STAFF_MAIL: send_to_staff,
    Notice.Way.STAFF_WEBHOOK: call_webhook,
    Notice.Way.VISITOR_MAIL: send_to_visitor,
}
# What is due for longer has no worker under way to it.
OVERDUE = timedelta(seconds=60)


def deliver_due() -> int:
    """Sends every notice that is due; how many have arrived."""
    return sum(_deliver(notice) for notice in outbox.leased())


def wake_for_overdue() -> int:
    """Wakes a worker for notices whose own wake-up was lost; how many they are. The clock calls it."""
    overdue = outbox.due(timezone.now() - OVERDUE).count()
    if overdue:
        wake()
    return overdue


def _deliver(notice: Notice) -> bool:
    try:
        WAYS[notice.way](notice)
    except DeliveryFailed as failure:
        _note_failure(notice, str(failure), is_permanent=failure.is_permanent)
        return False
    except Exception as error:  # one notice that cannot be made must not hold up the others
        # Its kind only: the message of an unforeseen error can quote what it stumbled over.
        _note_failure(notice, type(error).__name__, is_permanent=False)
        return False
    outbox.delivered(notice, timezone.now())
    return True


def _note_failure(notice: Notice, why: str, *, is_permanent: bool) -> None:
    logger.warning("notice %s (%s), attempt %s: %s", notice.pk, notice.way, notice.attempts, why)
    outbox.failed(notice, timezone.now(), why, is_permanent=is_permanent)
