"""The figures of 集計 as cards: value, definition, and what has changed since the period before."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Min
from django.utils import timezone

from clinic.bookings.kinds import Kind
from clinic.bookings.models import BookingHistory
from frontdesk.console.figures.day import Figures
from frontdesk.console.figures.period import LEAST, Period, Rate, percentile
from frontdesk.console.lists.selection import start_of
from frontdesk.console.standing import urgent
from frontdesk.console.transcripts import TIERS
from frontdesk.console.waiting import hours_are_known, minutes_between, waited_label
from frontdesk.conversations.models import Conversation, StatusChange, Turn
from frontdesk.conversations.status_moves import Event


@dataclass(frozen=True)
class Card:
    """One figure as it is shown."""

    title: str
    value: str
    definition: str
    change: str = ""


def cards(period: Period, now: Figures, before: Figures) -> list[Card]:
    """All of them, in the order of the page."""
    hours = "診療時間で数えます" if hours_are_known() else "診療時間が clinic.yml にないため、時計の時間で数えます"
    questions = "質問 = 入力された発言のうち、あいさつ・予約の入力・スタッフ対応中を除いたもの"
    rated = now.get("up", 0) + now.get("down", 0)
    return [
        _count("会話数", "conversations", now, before, "期間中に始まり、1回以上発言があった会話。Webでは会話ごとに数えるため、利用者数はこれより少なくなります"),
        _rate("未回答率", "unanswered", "questions", now, before, f"(読み取れず + 対象外)÷ 質問。{questions}。目標: 1か月後15%未満、3か月後10%未満"),
        _rate("情報なし率", "no_info", "questions", now, before, "医院の情報がまだ無いとお答えした質問 ÷ 質問"),
        _solved(now, before),
        _of("👍率", Rate(now.get("up", 0), rated), None, f"👍 ÷(👍 + 👎)。評価 {rated}件"),
        _rate("引き継ぎ率", "asked", "conversations", now, before, "人への相談を求めた会話 ÷ 会話数"),
        Card("初回対応", _median(_first_responses(period)), f"要対応になってから、引き継ぐか対応済みにするまでの中央値。{hours}"),
        Card("24時間超の未対応", f"{_overdue()}件", "いま要対応で、24時間を超えた会話"),
        _urgent(period, now),
        _bookings(period, now, before, hours),
        _replies(now),
        _count("低確信度", "low", now, before, "確信度が40%以上60%未満だった、入力された発言"),
    ]  # fmt: skip


def _count(title: str, name: str, now: Figures, before: Figures, definition: str) -> Card:
    value, was = now.get(name, 0), before.get(name, 0)
    change = f"前の期間より{100 * (value - was) / was:+.0f}%({was}件)" if was >= LEAST else f"前の期間は{was}件"
    return Card(title, f"{value}件", definition, change)


def _rate(title: str, part: str, whole: str, now: Figures, before: Figures, definition: str) -> Card:
    return _of(
        title, Rate(now.get(part, 0), now.get(whole, 0)), Rate(before.get(part, 0), before.get(whole, 0)), definition
    )


def _solved(now: Figures, before: Figures) -> Card:
    rates = [
        Rate(one.get("conversations", 0) - one.get("unresolved", 0), one.get("conversations", 0))
        for one in (now, before)
    ]
    definition = (
        "1 −(人への相談を求めた、応答できなかった、または最後の質問が未回答の会話)÷ 会話数。"
        "画面の電話番号から直接かけた人は数えられないため、上限の値です"
    )
    return _of("自己解決率", rates[0], rates[1], definition)


def _of(title: str, rate: Rate, was: Rate | None, definition: str) -> Card:
    if rate.percent is None:
        return Card(title, f"{rate.part} / {rate.n}件", definition, f"{LEAST}件に満たないため、件数だけを示します")
    change = ""
    if was is not None and was.percent is not None:
        change = f"前の期間より{rate.percent - was.percent:+.1f}ポイント"
    return Card(title, f"{rate.percent}%", definition, change or f"{rate.part} / {rate.n}件")


def _first_responses(period: Period) -> list[float]:
    """Minutes from each 要対応 that began in the period to the first thing staff did about it."""
    begin, end = start_of(period.begin), start_of(period.end) + timedelta(days=1)
    asked: dict[object, object] = {}
    waits: list[float] = []
    changes = StatusChange.objects.filter(at__gte=begin, event__in=(Event.ASKED, Event.TAKEN, Event.RESOLVED))
    if period.channel:
        changes = changes.filter(conversation__channel=period.channel)
    for owner, event, at in changes.order_by("at").values_list("conversation", "event", "at"):
        if event == Event.ASKED:
            if at < end:
                asked.setdefault(owner, at)
        elif owner in asked:
            waits.append(minutes_between(asked.pop(owner), at))  # type: ignore[arg-type]
    return waits


def _median(waits: list[float]) -> str:
    return f"{waited_label(statistics.median(waits))}({len(waits)}件)" if waits else "まだありません"


def _overdue() -> int:
    before = timezone.now() - timedelta(hours=24)
    return Conversation.objects.filter(status="open", needs_attention_since__lt=before).count()


def _urgent(period: Period, now: Figures) -> Card:
    tiers: Mapping[str, int] = now.get("tiers", {})
    begin, end = start_of(period.begin), start_of(period.end) + timedelta(days=1)
    turns = Turn.objects.filter(outcome=Turn.Outcome.RED_FLAG, received_at__gte=begin, received_at__lt=end).order_by()
    if period.channel:
        turns = turns.filter(conversation__channel=period.channel)
    total = turns.values("conversation").distinct().count()
    left = urgent().filter(pk__in=turns.values("conversation")).count()
    words = "、".join(f"{TIERS.get(tier, tier)} {count}回" for tier, count in sorted(tiers.items())) or "なし"
    definition = f"緊急と判定した発言: {words}。スタッフが確認した会話の割合(目標: 翌診療日までに100%)"
    return Card("緊急の確認", f"{total - left} / {total}件", definition)


def _bookings(period: Period, now: Figures, before: Figures, hours: str) -> Card:
    begin, end = start_of(period.begin), start_of(period.end) + timedelta(days=1)
    calls = BookingHistory.objects.filter(kind__in=(Kind.CALLED, Kind.CONFIRMED, Kind.PROPOSED)).values("booking")
    firsts = calls.filter(booking__created_at__gte=begin, booking__created_at__lt=end).annotate(first=Min("at"))
    waits = [
        minutes_between(made, first) for made, first in firsts.order_by().values_list("booking__created_at", "first")
    ]
    definition = f"受付 / 確定。最初の連絡までの中央値: {_median(waits)}。{hours}"
    return Card(
        "予約",
        f"{now.get('bookings', 0)} / {now.get('confirmed', 0)}件",
        definition,
        f"前の期間の受付は{before.get('bookings', 0)}件",
    )


def _replies(now: Figures) -> Card:
    replies = now.get("reply_ms", [])
    half, most = percentile(replies, 0.5), percentile(replies, 0.95)
    value = "まだありません" if half is None or most is None else f"{half / 1000:g}秒以下 / {most / 1000:g}秒以下"
    return Card("応答時間", value, "受信から返信まで。半数(p50)/ 95%(p95)。目標: p95が2秒未満")
