"""What one day comes to: numbers that can be added up over days, stored so that they outlive the texts.

A turn counts on the day it arrived, a conversation on the day it began.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking, BookingHistory
from frontdesk.console.lists.selection import UNANSWERED, start_of
from frontdesk.console.models import DailyFigures
from frontdesk.conversations.models import Conversation, Turn

Outcome = Turn.Outcome
Figures = dict[str, Any]
# Neither asks for an answer that could be missing.
NO_QUESTION = (Outcome.SOCIAL, Outcome.FORM, Outcome.HUMAN)
# Upper ends in milliseconds; beyond the last one everything is slow.
REPLY_EDGES = (50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 4500, 10_000)
BINS = 10
LOW_CONFIDENCE = (0.4, 0.6)
FIELDS = ("conversation", "kind", "topic", "outcome", "red_flag_tier", "confidence", "reply_ms", "payload", "handoff")


def figures_of(day: date, channel: str) -> Figures:
    """The day's figures on one channel, from the record as it is now."""
    begin = start_of(day)
    end = begin + timedelta(days=1)
    answered = Turn.objects.filter(answered_at__isnull=False, conversation__channel=channel)
    arrived = answered.filter(received_at__gte=begin, received_at__lt=end).order_by()
    begun = answered.filter(conversation__started_at__gte=begin, conversation__started_at__lt=end)
    return {
        **_of_turns(arrived.values(*FIELDS).iterator()),
        **_of_conversations(begun.order_by("conversation", "number").values(*FIELDS).iterator()),
        **_of_bookings(begin, end, channel),
    }


def store_missing(now: datetime, *, is_dry_run: bool = False) -> int:
    """Stores every day that is over and not stored yet; how many rows. Nightly, before the texts are purged."""
    first = Turn.objects.aggregate(first=Min("received_at"))["first"]
    if first is None:
        return 0
    known = set(DailyFigures.objects.values_list("day", "channel"))
    days = (timezone.localdate(now) - timezone.localdate(first)).days
    over = [timezone.localdate(now) - timedelta(days=number) for number in range(1, days + 1)]
    missing = [(day, channel) for day in over for channel in Conversation.Channel.values if (day, channel) not in known]
    if not is_dry_run:
        rows = (DailyFigures(day=day, channel=channel, figures=figures_of(day, channel)) for day, channel in missing)
        DailyFigures.objects.bulk_create(rows, ignore_conflicts=True)
    return len(missing)


def _of_turns(turns: Iterable[Mapping[str, Any]]) -> Figures:
    outcomes: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    tiers: Counter[str] = Counter()
    confidence, replies = [0] * BINS, [0] * (len(REPLY_EDGES) + 1)
    counts: Counter[str] = Counter()
    for turn in turns:
        if turn["payload"].startswith("v1;rate;"):
            counts[turn["payload"].split(";")[2]] += 1
            continue
        counts["turns"] += 1
        outcomes[turn["outcome"]] += 1
        tiers[turn["red_flag_tier"]] += bool(turn["red_flag_tier"])
        topics[turn["topic"]] += turn["outcome"] in (Outcome.ANSWERED, Outcome.NO_INFO)
        if turn["reply_ms"] is not None:
            replies[bisect_left(REPLY_EDGES, turn["reply_ms"])] += 1
        if turn["kind"] == Turn.Kind.TYPED:
            _count_typed(turn, counts, confidence)
    return {
        **{name: counts[name] for name in ("turns", "up", "down", "questions", "unanswered", "no_info", "low")},
        "outcomes": dict(outcomes),
        "topics": {topic: count for topic, count in topics.items() if topic and count},
        "tiers": {tier: count for tier, count in tiers.items() if count},
        "confidence": confidence,
        "reply_ms": replies,
    }


def _count_typed(turn: Mapping[str, Any], counts: Counter[str], confidence: list[int]) -> None:
    sure = turn["confidence"]
    if sure is not None:
        confidence[min(int(sure * BINS), BINS - 1)] += 1
        counts["low"] += LOW_CONFIDENCE[0] <= sure < LOW_CONFIDENCE[1]
    if turn["outcome"] not in NO_QUESTION:
        counts["questions"] += 1
        counts["unanswered"] += turn["outcome"] in UNANSWERED
        counts["no_info"] += turn["outcome"] == Outcome.NO_INFO


def _of_conversations(turns: Iterable[Mapping[str, Any]]) -> Figures:
    """Turns in order, one conversation after the other."""
    last: dict[Any, str] = {}
    asked, failed, seen = set(), set(), set()
    for turn in turns:
        owner = turn["conversation"]
        seen.add(owner)
        if turn["handoff"] or turn["topic"] == "handoff_phone":
            asked.add(owner)
        if turn["outcome"] == Outcome.ERROR:
            failed.add(owner)
        if turn["outcome"] != Outcome.SOCIAL and not turn["payload"].startswith("v1;rate;"):
            last[owner] = turn["outcome"]
    stuck = {owner for owner, outcome in last.items() if outcome in UNANSWERED}
    return {"conversations": len(seen), "asked": len(asked), "unresolved": len(asked | failed | stuck)}


def _of_bookings(begin: datetime, end: datetime, channel: str) -> Figures:
    bookings = Booking.objects.filter(channel=channel, created_at__gte=begin, created_at__lt=end)
    confirmed = BookingHistory.objects.filter(
        booking__channel=channel, kind__in=(Kind.CONFIRMED, Kind.ACCEPTED), at__gte=begin, at__lt=end
    )
    return {"bookings": bookings.count(), "confirmed": confirmed.count()}
