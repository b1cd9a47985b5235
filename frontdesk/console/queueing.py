"""The one queue: conversations that want a person, and bookings that want an answer. Urgent first, then the longest wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from clinic.bookings.models import Booking
from clinic.bookings.transitions import OPEN
from frontdesk.console.lists.rows import rows_of
from frontdesk.console.standing import urgent
from frontdesk.console.transcripts import TIERS
from frontdesk.console.waiting import minutes_between, waited_label
from frontdesk.conversations.models import Conversation

MOST = 200
OVERDUE = timedelta(hours=24)
# 119 before what can wait until the evening.
URGENT = {label: rank for rank, label in enumerate(TIERS.values())}
TO_ANSWER = [*OPEN, Booking.State.TO_CHECK]
# Of an urgent conversation that is no longer in the queue, and of a closed one, nobody needs to act.
IN_QUEUE = ("open", "doing")


@dataclass(frozen=True)
class Item:
    """One line of the queue."""

    kind: str
    id: str
    since: datetime
    waited: str
    state: str
    state_label: str
    assignee: str
    channel: str
    gist: str
    url: str
    tier: str = ""
    is_overdue: bool = False


def queue(*, kind: str = "", status: str = "", assignee: str = "", is_overdue: bool = False) -> list[Item]:
    """The items that the filters leave; `status` is a state of conversations or of bookings."""
    now = timezone.now()
    items: list[Item] = []
    if kind != "booking":
        items += _of_conversations(_conversations(status), now)
    if kind != "handoff":
        items += [_of_booking(one, now) for one in _bookings(status)[:MOST]]
    items = [item for item in items if not assignee or item.assignee == assignee]
    items = [item for item in items if not is_overdue or item.is_overdue]
    return sorted(items, key=lambda item: (URGENT.get(item.tier, len(URGENT)), item.since))


def _conversations(status: str) -> QuerySet[Conversation]:
    found = Conversation.objects.all()
    if status and status in Conversation.Status.values:
        return found.filter(status=status).order_by("needs_attention_since", "last_at")
    if status:
        return found.none()
    return found.filter(Q(status__in=IN_QUEUE) | Q(pk__in=urgent().values("pk"))).order_by("started_at")


def _bookings(status: str) -> QuerySet[Booking]:
    found = Booking.objects.order_by("created_at")
    if status in Booking.State.values:
        return found.filter(state=status)
    return found.none() if status else found.filter(state__in=TO_ANSWER)


def _of_conversations(found: QuerySet[Conversation], now: datetime) -> list[Item]:
    conversations = list(found[:MOST])
    since = {one.pk: one.needs_attention_since or one.started_at for one in conversations}
    return [
        Item(
            kind="handoff",
            id=str(row.id),
            since=since[row.id],
            waited=waited_label(minutes_between(since[row.id], now)),
            state=row.status,
            state_label=Conversation.Status(row.status).label,
            assignee=row.assignee,
            channel=row.channel,
            gist=row.first or "本文は消去されました",
            url=reverse("console-conversation", args=[row.id]),
            tier=TIERS.get(row.tier, row.tier),
            is_overdue=row.status == "open" and now - since[row.id] > OVERDUE,
        )
        for row in rows_of(conversations)
    ]


def _of_booking(booking: Booking, now: datetime) -> Item:
    wishes = "、".join(wish.label() for wish in booking.wishes) or "希望なし"
    return Item(
        kind="booking",
        id=booking.reference,
        since=booking.created_at,
        waited=waited_label(minutes_between(booking.created_at, now)),
        state=booking.state,
        state_label=Booking.State(booking.state).label,
        assignee="",
        channel=booking.channel,
        gist=f"希望: {wishes}",
        url=reverse("console-queue-booking", args=[booking.reference]),
        is_overdue=booking.state in TO_ANSWER and now - booking.created_at > OVERDUE,
    )
