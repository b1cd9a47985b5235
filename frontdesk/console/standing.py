"""Whether anything has changed since a page was shown, and the numbers of the navigation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from clinic.bookings.models import Booking
from clinic.bookings.transitions import OPEN
from frontdesk.console.models import Desk
from frontdesk.conversations.models import Conversation, StatusChange, Turn

# So many turns may be waiting for their answers at once.
LATEST = 8


@dataclass(frozen=True)
class Counts:
    """What waits: shown in the navigation, and said when it rises."""

    attention: int
    urgent: int
    bookings: int


def standing() -> str:
    """A word that is another one after every change that lists and queue show."""
    latest = Turn.objects.order_by("-pk").values_list("pk", "answered_at")[:LATEST]
    parts = (
        *(f"{pk}{int(answered is not None)}" for pk, answered in latest),
        StatusChange.objects.aggregate(value=Max("pk"))["value"],
        Desk.objects.aggregate(value=Max("changed_at"))["value"],
        Booking.objects.aggregate(value=Max("changed_at"))["value"],
    )
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def counts() -> Counts:
    """What waits now."""
    bookings = Booking.objects.filter(state__in=[*OPEN, Booking.State.TO_CHECK]).count()
    return Counts(Conversation.objects.filter(status="open").count(), urgent().count(), bookings)


def urgent() -> QuerySet[Conversation]:
    """The conversations with a red flag that nobody has confirmed."""
    turns = Turn.objects.filter(outcome=Turn.Outcome.RED_FLAG).order_by()
    return Conversation.objects.filter(pk__in=turns.values("conversation")).exclude(
        desk__red_confirmed_at__isnull=False
    )
