"""One page of 会話一覧: keyset pages, so that rows which arrive meanwhile shift nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from frontdesk.console.lists.selection import UNANSWERED
from frontdesk.console.models import Desk
from frontdesk.conversations.models import Conversation, Turn

PAGE = 50
# Higher first.
TIER_ORDER = ("119", "crisis", "today", "soon")


@dataclass
class Row:
    """A conversation as the list shows it."""

    id: uuid.UUID
    started_at: datetime
    last_at: datetime
    channel: str
    mode: str
    status: str
    assignee: str
    first: str = ""
    is_erased: bool = False
    turns: int = 0
    unanswered: int = 0
    tier: str = ""
    rating: str = ""
    tags: list[str] = field(default_factory=list)
    is_unread: bool = True
    is_flagged: bool = False


@dataclass(frozen=True)
class Page:
    """Rows of one page; `next` is the id that the following page begins after, None on the last one."""

    rows: list[Row]
    next: uuid.UUID | None


def page_of(found: QuerySet[Conversation], before: str) -> Page:
    """The page after the conversation `before`; the first one for an id that is unknown or none."""
    ordered = found.order_by("-started_at", "-pk")
    last = _conversation(before)
    if last:
        same_time = Q(started_at=last.started_at, pk__lt=last.pk)
        ordered = ordered.filter(Q(started_at__lt=last.started_at) | same_time)
    conversations = list(ordered[: PAGE + 1])
    shown = conversations[:PAGE]
    return Page(rows_of(shown), shown[-1].pk if len(conversations) > PAGE else None)


def rows_of(conversations: Sequence[Conversation]) -> list[Row]:
    """The conversations as rows, in the order given; three queries however many."""
    rows = {
        one.pk: Row(one.pk, one.started_at, one.last_at, one.channel, one.mode, one.status, one.assignee)
        for one in conversations
    }
    numbers = {one.pk: one.last_number for one in conversations}
    fields = ("conversation", "text", "kind", "outcome", "red_flag_tier", "payload")
    for owner, text, kind, outcome, tier, payload in (
        Turn.objects.filter(conversation__in=rows).order_by("number").values_list(*fields)
    ):
        _add(rows[owner], text, kind, outcome, tier, payload)
    for desk in Desk.objects.filter(conversation__in=rows).prefetch_related("tags"):
        row = rows[desk.conversation_id]
        row.tags = [tag.name for tag in desk.tags.all()]
        row.is_unread = desk.read_number < numbers[desk.conversation_id]
        row.is_flagged = desk.is_flagged
    return list(rows.values())


def highest(tiers: Iterable[str]) -> str:
    """The most urgent tier; empty for none."""
    known = set(tiers)
    return next((tier for tier in TIER_ORDER if tier in known), "")


def _add(row: Row, text: str | None, kind: str, outcome: str, tier: str, payload: str) -> None:
    if payload.startswith("v1;rate;"):
        row.rating = payload.split(";")[2]
        return
    row.turns += 1
    row.unanswered += outcome in UNANSWERED
    row.tier = highest((row.tier, tier))
    if not row.first:
        row.first, row.is_erased = text or "", text is None


def _conversation(before: str) -> Conversation | None:
    try:
        return Conversation.objects.filter(pk=uuid.UUID(before)).first()
    except ValueError:
        return None
