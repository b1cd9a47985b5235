"""The conversations that filters leave."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from frontdesk.console.lists.filters import Filters
from frontdesk.console.models import SearchText, Verdict
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.search_text import fold, words_of

UNANSWERED = (Turn.Outcome.FALLBACK, Turn.Outcome.OUT_OF_SCOPE)


def select(filters: Filters, account: str) -> QuerySet[Conversation]:
    """The conversations with at least one turn that every filter lets through; `account` is who asks (assignee=me)."""
    found = Conversation.objects.filter(Exists(Turn.objects.filter(conversation=OuterRef("pk"))))
    if filters.begin:
        found = found.filter(started_at__gte=start_of(filters.begin))
    if filters.end:
        found = found.filter(started_at__lt=start_of(filters.end) + timedelta(days=1))
    if filters.channel:
        found = found.filter(channel=filters.channel)
    if filters.visitor:
        found = found.filter(pk__in=same_visitor(filters.visitor))
    return _by_turns(_by_marks(_by_queue(found, filters, account), filters), filters)


def same_visitor(conversation: uuid.UUID) -> QuerySet[Conversation]:
    """The conversation and, on LINE, all others of the same person; on the web a visitor has but one."""
    of_person = Q(line_thread__person__threads__conversation=conversation)
    return Conversation.objects.filter(Q(pk=conversation) | of_person).distinct()


def start_of(day: object) -> datetime:
    """The day's first moment in Japan."""
    return timezone.make_aware(datetime.combine(day, time()))  # type: ignore[arg-type]


def matching(q: str) -> Q:
    """Turns whose text holds the letters, or every word in whatever form or spelling."""
    letters = Q(folded__contains=fold(q))
    words = words_of(q)
    if not words:
        return letters
    every = Q()
    for word in dict.fromkeys(words):
        every &= Q(words__contains=f" {word} ")
    return letters | every


def _by_queue(found: QuerySet[Conversation], filters: Filters, account: str) -> QuerySet[Conversation]:
    if filters.status:
        found = found.filter(status="" if filters.status == "none" else filters.status)
    if filters.assignee:
        names = {"me": account, "none": ""}
        found = found.filter(assignee=names.get(filters.assignee, filters.assignee))
    return found


def _by_marks(found: QuerySet[Conversation], filters: Filters) -> QuerySet[Conversation]:
    for tag in filters.tags:
        found = found.filter(desk__tags__name=tag)
    if filters.flag:
        found = found.filter(desk__is_flagged=True)
    if filters.unread:
        found = found.filter(is_unread())
    if filters.reviewed:
        reviewed = Exists(Verdict.objects.filter(turn__conversation=OuterRef("pk")))
        found = found.filter(reviewed if filters.reviewed == "1" else ~reviewed)
    return found


def is_unread() -> Q:
    """Conversations in which something was said since staff last read them."""
    return Q(desk=None) | Q(desk__read_number__lt=F("last_number"))


def _by_turns(found: QuerySet[Conversation], filters: Filters) -> QuerySet[Conversation]:
    turns = _turns(filters)
    if turns is not None:
        found = found.filter(pk__in=turns.values("conversation"))
    if filters.red:
        red = Turn.objects.filter(outcome=Turn.Outcome.RED_FLAG).order_by()
        red = red if filters.red == "any" else red.filter(red_flag_tier=filters.red)
        found = found.filter(pk__in=red.values("conversation"))
    if filters.handoff:
        found = found.filter(pk__in=Turn.objects.exclude(handoff="").order_by().values("conversation"))
    if filters.rating:
        rated = Turn.objects.filter(payload__startswith=f"v1;rate;{filters.rating};").order_by()
        found = found.filter(pk__in=rated.values("conversation"))
    return found


def _turns(filters: Filters) -> QuerySet[Turn] | None:
    """One turn must meet all of these together; None when they ask for nothing."""
    wanted = Q()
    if filters.topics:
        wanted &= Q(topic__in=filters.topics)
    if filters.outcomes:
        wanted &= Q(outcome__in=filters.outcomes)
    if filters.conf_max is not None:
        wanted &= Q(confidence__lte=filters.conf_max)
    if filters.q:
        wanted &= Q(pk__in=SearchText.objects.filter(matching(filters.q)).values("turn"))
    return Turn.objects.filter(wanted).order_by() if wanted else None
