"""Somebody who sends without pause is answered less often; what is urgent always is."""

from __future__ import annotations

from django.conf import settings
from limits import parse_many

from frontdesk.line.models import InboxEvent

LIMIT = "RATE_LIMIT_LINE_MESSAGES_PER_PERSON"


def is_too_much(row: InboxEvent) -> bool:
    """True when the person had sent as many messages as are answered within one of the limits' times."""
    return any(_before(row, item.get_expiry()) >= item.amount for item in parse_many(settings.RATE_LIMITS[LIMIT]))


def is_told(row: InboxEvent) -> bool:
    """True when an earlier message was one too many as well: the sentence on it was said then."""
    return any(_before(row, item.get_expiry()) > item.amount for item in parse_many(settings.RATE_LIMITS[LIMIT]))


def _before(row: InboxEvent, seconds: int) -> int:
    """How many messages of the person happened in the time before this one. The inbox itself is the counter."""
    return InboxEvent.objects.filter(
        person=row.person_id,
        kind__startswith="message/",
        at_ms__gt=row.at_ms - seconds * 1000,
        at_ms__lt=row.at_ms,
    ).count()
