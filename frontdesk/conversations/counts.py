"""Daily counts: how many turns of which topic and outcome a day had, kept when the texts are erased."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from frontdesk.conversations.models import DailyCount, Turn

FIELDS = ("kind", "topic", "outcome", "red_flag_tier")


def count_days(now: datetime, *, is_dry_run: bool = False) -> int:
    """Counts every day that is over and not counted yet; how many rows that makes.

    What a visitor has erased before the night is not in the counts.
    """
    return sum(_count(day, is_dry_run=is_dry_run) for day in _days_to_count(timezone.localdate(now)))


def _days_to_count(today: date) -> list[date]:
    counted = DailyCount.objects.aggregate(last=Max("day"))["last"]
    first = Turn.objects.aggregate(first=Min("received_at"))["first"]
    if first is None:
        return []
    begin = timezone.localdate(first) if counted is None else counted + timedelta(days=1)
    return [begin + timedelta(days=number) for number in range((today - begin).days)]


@transaction.atomic
def _count(day: date, *, is_dry_run: bool) -> int:
    begin = timezone.make_aware(datetime.combine(day, time()))
    turns = Turn.objects.filter(
        received_at__gte=begin, received_at__lt=begin + timedelta(days=1), answered_at__isnull=False
    )
    groups = turns.order_by().values("conversation__channel", *FIELDS).annotate(turns=Count("pk"))
    rows = [DailyCount(day=day, channel=group.pop("conversation__channel"), **group) for group in groups]
    if not is_dry_run:
        # Two purges at once count a day once.
        DailyCount.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
