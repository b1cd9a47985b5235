"""Whether the LINE channel keeps up."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from frontdesk.line.models import InboxEvent

# Half a reply token's life.
LONGEST_WAIT_S = 30.0


def oldest_wait_s() -> float:
    """For how long the oldest event waits that could be answered now."""
    open_ = InboxEvent.objects.filter(state__in=InboxEvent.OPEN)
    since = open_.aggregate(since=Min("received_at"))["since"]
    return (timezone.now() - since).total_seconds() if since else 0.0


def keeps_up() -> bool:
    """True while no event waits for longer than half a minute, or the channel is off."""
    return not settings.LINE.is_on or oldest_wait_s() <= LONGEST_WAIT_S
