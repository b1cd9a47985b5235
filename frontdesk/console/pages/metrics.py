"""集計: figures of a period beside those of the one before, with the definition under each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.figures.cards import cards
from frontdesk.console.figures.charts import bar_chart
from frontdesk.console.figures.day import Figures
from frontdesk.console.figures.period import Period, Rate, added, by_day
from frontdesk.console.learning.data_folder import taught
from frontdesk.console.lists.csv_files import csv_response
from frontdesk.console.lists.filters import read_filters
from frontdesk.console.noting import What, note
from frontdesk.console.roles import Right
from frontdesk.conversations.models import Conversation, Turn

DEFAULT_DAYS = 28
LONGEST_DAYS = 366
MOST_TOPICS = 15
CSV_COLUMNS = ("日", "会話", "発言", "質問", "未回答", "情報なし", "引き継ぎ", "予約", "確定", "👍", "👎")
CSV_NAMES = (
    "conversations",
    "turns",
    "questions",
    "unanswered",
    "no_info",
    "asked",
    "bookings",
    "confirmed",
    "up",
    "down",
)


@needs(Right.READ)
def metrics(request: StaffRequest) -> HttpResponse:
    """The page for the period of the address, the last four weeks by default."""
    period, problems = _period(request)
    days, before = by_day(period), by_day(period.before)
    now_sum, before_sum = added(days.values()), added(before.values())
    content = {
        "period": period,
        "problems": problems,
        "channels": Conversation.Channel.choices,
        "is_empty": not now_sum.get("turns"),
        "cards": cards(period, now_sum, before_sum),
        "charts": _charts(days, now_sum),
        "topics": _topics(now_sum, before_sum),
        "query": f"from={period.begin}&to={period.end}&channel={period.channel}",
    }
    return render(request, "console/metrics.html", content)


@needs(Right.READ)
def metrics_csv(request: StaffRequest) -> HttpResponseBase:
    """The counts of every day of the period; no text, no conversation."""
    period, _ = _period(request)
    days = by_day(period)
    note(request, What.EXPORT, "metrics", rows=len(days), filters=f"{period.begin}..{period.end} {period.channel}")
    rows = ([f"{day:%Y-%m-%d}", *(figures.get(name, 0) for name in CSV_NAMES)] for day, figures in days.items())
    return csv_response(f"metrics-{period.begin}-{period.end}.csv", CSV_COLUMNS, rows)


def _period(request: StaffRequest) -> tuple[Period, list[str]]:
    filters = read_filters(request.GET)
    today = timezone.localdate()
    end = filters.end or today
    begin = filters.begin or end - timedelta(days=DEFAULT_DAYS - 1)
    problems = list(filters.problems)
    if end - begin > timedelta(days=LONGEST_DAYS):
        problems.append("期間は1年までです。終わりの日から1年分を表示しています。")
        begin = end - timedelta(days=LONGEST_DAYS)
    if begin > end:
        begin = end
    return Period(begin, end, filters.channel), problems


def _charts(days: dict[date, Figures], total: Figures) -> list[dict[str, Any]]:
    daily = [(f"{day.month}/{day.day}", figures) for day, figures in days.items()]
    conversations = [(label, float(figures.get("conversations", 0))) for label, figures in daily]
    rates = [(label, _share(figures)) for label, figures in daily]
    bins = total.get("confidence") or [0] * 10
    confidence = [(f"{place * 10}%–", float(count)) for place, count in enumerate(bins)]
    outcomes = [(Turn.Outcome(name).label, float(count)) for name, count in sorted(
        total.get("outcomes", {}).items(), key=lambda item: -item[1]) if name in Turn.Outcome.values]  # fmt: skip
    return [
        {"id": "conversations", "title": "会話数(1日ごと)", "head": "日", "unit": "件",
         "chart": bar_chart(conversations), "rows": conversations},
        {"id": "unanswered", "title": "未回答率(1日ごと)", "head": "日", "unit": "%",
         "chart": bar_chart(rates, top=100), "rows": rates},
        {"id": "outcomes", "title": "発言の結果", "head": "結果", "unit": "件",
         "chart": bar_chart(outcomes), "rows": outcomes},
        {"id": "confidence", "title": "確信度(入力された発言)", "head": "確信度", "unit": "件",
         "chart": bar_chart(confidence), "rows": confidence},
    ]  # fmt: skip


def _share(figures: Figures) -> float | None:
    """A day has few questions: the rate is drawn from five on, and its figure is for the eye only."""
    rate = Rate(figures.get("unanswered", 0), figures.get("questions", 0))
    return round(100 * rate.part / rate.n, 1) if rate.n >= 5 else None


def _topics(total: Figures, before: Figures) -> list[dict[str, Any]]:
    counts = total.get("topics", {})
    most = max(counts.values(), default=1)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_TOPICS]
    return [
        {"topic": topic, "title": taught().title_of(topic), "count": count, "width": round(200 * count / most),
         "before": before.get("topics", {}).get(topic, 0)}
        for topic, count in ordered
    ]  # fmt: skip
