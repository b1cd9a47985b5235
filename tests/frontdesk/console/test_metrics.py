"""集計: figures counted by hand, days of Tokyo, rates only where they say something."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from frontdesk.console.figures.day import figures_of, store_missing
from frontdesk.console.figures.period import Period, Rate, added, by_day, percentile
from frontdesk.console.models import DailyFigures
from frontdesk.console.roles import Role
from frontdesk.console.waiting import minutes_between, waited_label
from frontdesk.conversations.models import Conversation
from tests.frontdesk.console.staff import conversation, signed_in

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 10)
NOON = datetime(2026, 11, 10, 3, tzinfo=UTC)  # 12 o'clock in Tokyo


def test_a_day_counted_by_hand() -> None:
    conversation("一", "二", started_at=NOON)
    conversation("三", started_at=NOON, outcome="fallback", confidence=0.45, reply_ms=900)
    conversation("四", started_at=NOON, outcome="social", topic="greet")
    conversation("五", started_at=NOON, outcome="no_info", topic="clinic/phone")
    conversation("六", started_at=NOON, handoff="phone", topic="handoff_phone")
    conversation("七", started_at=NOON, outcome="red_flag", red_flag_tier="119", topic="red_flag")
    conversation("八", started_at=NOON, kind="payload", confidence=None)
    figures = figures_of(DAY, "web")
    assert {name: figures[name] for name in ("turns", "questions", "unanswered", "no_info", "low")} == {
        "turns": 8, "questions": 6, "unanswered": 1, "no_info": 1, "low": 1,
    }  # fmt: skip
    assert (figures["conversations"], figures["asked"], figures["unresolved"]) == (7, 1, 2)
    assert figures["tiers"] == {"119": 1}
    assert figures["topics"] == {"selfcare/overview": 3, "clinic/phone": 1, "handoff_phone": 1}
    assert (sum(figures["confidence"]), figures["confidence"][4], figures["confidence"][9]) == (7, 1, 6)
    assert percentile(figures["reply_ms"], 0.5) == 50
    assert percentile(figures["reply_ms"], 0.95) == 1000
    assert figures_of(DAY, "line")["turns"] == 0


@pytest.mark.parametrize(
    ("moment", "day"),
    [(datetime(2026, 11, 9, 14, 59, tzinfo=UTC), 9), (datetime(2026, 11, 9, 15, 0, tzinfo=UTC), 10)],
)
def test_a_day_begins_at_midnight_in_tokyo(moment: datetime, day: int) -> None:
    conversation("夜", started_at=moment)
    assert figures_of(date(2026, 11, day), "web")["turns"] == 1


def test_days_that_are_over_are_stored_once_and_today_is_not() -> None:
    now = timezone.now()
    conversation("一昨日", started_at=now - timedelta(days=2))
    conversation("今日", started_at=now)
    assert store_missing(now) == 4
    assert store_missing(now) == 0
    assert not DailyFigures.objects.filter(day=timezone.localdate(now)).exists()


def test_stored_figures_survive_the_erasure_of_the_conversations() -> None:
    now = timezone.now()
    conversation("昨日", started_at=now - timedelta(days=1))
    store_missing(now)
    Conversation.objects.all().delete()
    period = Period(timezone.localdate(now) - timedelta(days=3), timezone.localdate(now))
    assert added(by_day(period).values())["conversations"] == 1


def test_a_period_has_one_of_equal_length_before_it() -> None:
    period = Period(date(2026, 11, 8), date(2026, 11, 14), "web")
    assert period.before == Period(date(2026, 11, 1), date(2026, 11, 7), "web")


@pytest.mark.parametrize(("n", "percent"), [(29, None), (30, 10.0), (0, None)])
def test_a_rate_of_less_than_thirty_says_nothing(n: int, percent: float | None) -> None:
    assert Rate(n // 10, n).percent == percent


def test_the_page_shows_definitions_and_a_table_beside_each_chart_and_bad_dates_are_said() -> None:
    for number in range(31):
        conversation(f"{number}", outcome="fallback" if number < 3 else "answered")
    page = signed_in("reader", Role.VIEWER).get("/console/metrics/?from=x&channel=fax").content.decode()
    assert "9.7%" in page
    assert page.count("<svg viewBox") >= 4
    assert page.count("表で見る") == 4
    assert page.count("読み取れません") == 2


@pytest.mark.parametrize(
    "query", ["from=2020-01-01", "from=2027-01-01", "from=2026-11-10&to=2026-11-01", "to=1900-01-01"]
)
def test_an_odd_period_is_no_fault(query: str) -> None:
    assert signed_in("reader", Role.VIEWER).get(f"/console/metrics/?{query}").status_code == 200


def test_an_empty_record_says_so() -> None:
    assert "まだ記録がありません" in signed_in("reader", Role.VIEWER).get("/console/metrics/").content.decode()


def test_the_csv_has_a_line_a_day_and_no_text() -> None:
    conversation("秘密の悩み")
    response = signed_in("reader", Role.VIEWER).get("/console/metrics/csv?from=2026-11-01&to=2026-11-10")
    content = b"".join(response).decode("utf-8-sig")
    assert len(content.strip().splitlines()) == 11
    assert "秘密" not in content


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0分"), (59.9, "59分"), (60, "1時間"), (130, "2時間10分"), (60 * 49, "2日")]
)
def test_a_wait_is_said_in_words(minutes: float, words: str) -> None:
    assert waited_label(minutes) == words


def test_while_hours_are_unknown_the_clock_counts() -> None:
    assert minutes_between(NOON, NOON + timedelta(hours=3)) == 180
