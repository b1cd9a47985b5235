"""CSV of conversations and of messages: for the filters of the list, with a reason, a year at most."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import batched

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.lists.chips import chips_of
from frontdesk.console.lists.csv_files import csv_response
from frontdesk.console.lists.filters import SEVERAL, SINGLE, Filters, read_filters
from frontdesk.console.lists.rows import rows_of
from frontdesk.console.lists.selection import select
from frontdesk.console.noting import What, note
from frontdesk.console.roles import Right
from frontdesk.console.transcripts import transcript
from frontdesk.conversations.models import Conversation
from frontdesk.privacy.audit import CODE

LONGEST_DAYS = 366
# So many conversations are in memory at once.
BATCH = 500
CONVERSATION_COLUMNS = (
    *("id", "開始", "終了", "チャネル", "状態", "担当", "タグ", "件数", "未回答数", "緊急", "評価", "最初の質問"),
)
# Codes, since the audit takes no text.
REASONS = {
    "inspection": "月次の点検",
    "quality": "回答の改善",
    "disclosure": "ご本人からの開示請求",
    "incident": "事故・苦情の調査",
    "migration": "ほかの仕組みへの移行",
}
# Filters whose values are words that a person chose.
WORDS = {"q", "tag", "assignee"}
MOST_NOTED = 290
MESSAGE_COLUMNS = ("id", "会話", "時刻", "話者", "本文", "トピック", "確信度", "結果")


@needs(Right.MANAGE, "GET", "POST", again=True)
def export(request: StaffRequest) -> HttpResponseBase:
    """Asks for the reason, then gives the file."""
    filters = read_filters(request.GET)
    problem = _problem(request, filters) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return _file(request, filters)
    found = select(filters, request.user.get_username())
    content = {
        "filters": filters,
        "chips": chips_of(request.GET, filters),
        "query": request.GET.urlencode(),
        "total": found.count(),
        "problem": problem,
        "reasons": REASONS.items(),
    }
    return render(request, "console/export.html", content, status=422 if problem else 200)


def _problem(request: StaffRequest, filters: Filters) -> str:
    if request.POST.get("reason") not in REASONS:
        return "書き出す理由を選んでください。"
    begin = filters.begin
    end = filters.end or timezone.localdate()
    if begin is None or end - begin > timedelta(days=LONGEST_DAYS):
        return "1回に書き出せるのは1年分までです。会話一覧で期間を選んでから、もう一度書き出してください。"
    return ""


def _file(request: StaffRequest, filters: Filters) -> HttpResponseBase:
    found = select(filters, request.user.get_username()).order_by("started_at", "pk")
    kind = "messages" if request.POST.get("kind") == "messages" else "conversations"
    ids = list(found.values_list("pk", flat=True))
    note(request, What.EXPORT, kind, rows=len(ids), filters=_held(request))
    name = f"{kind}-{timezone.localdate():%Y%m%d}.csv"
    if kind == "messages":
        return csv_response(name, MESSAGE_COLUMNS, _messages(ids))
    return csv_response(name, CONVERSATION_COLUMNS, _conversations(ids))


def _held(request: StaffRequest) -> str:
    """Reason and filters in codes. Of words that somebody chose (a search, a tag) only that there were some."""
    parts = [f"reason={request.POST['reason']}"]
    for name, values in request.GET.lists():
        for value in values:
            is_code = name in SINGLE | SEVERAL and name not in WORDS and CODE.fullmatch(value)
            parts += [f"{name}={value}" if is_code else f"{name}=..." if CODE.fullmatch(name) else "..."]
    return "; ".join(parts)[:MOST_NOTED]


def _loaded(ids: Sequence[uuid.UUID]) -> Iterator[list[Conversation]]:
    for part in batched(ids, BATCH):
        found = Conversation.objects.in_bulk(part)
        yield [found[pk] for pk in part if pk in found]


def _conversations(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[object]]:
    for part in _loaded(ids):
        for row in rows_of(part):
            status = Conversation.Status(row.status).label
            yield (
                *(row.id, row.started_at, row.last_at, row.channel, status, row.assignee, " ".join(row.tags)),
                *(row.turns, row.unanswered, row.tier, row.rating, row.first),
            )


def _messages(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[object]]:
    for part in _loaded(ids):
        for conversation in part:
            for entry in transcript(conversation):
                name = f"{conversation.pk}-{entry.number}"
                turn = entry.turn
                if turn is not None:
                    yield (
                        *(name, conversation.pk, entry.at, "利用者", turn.text, turn.topic),
                        *(turn.confidence, turn.get_outcome_display()),
                    )
                who = "自動応答" if turn is not None else entry.who
                for bubble in entry.bubbles:
                    yield (f"{conversation.pk}-{bubble.get('id', entry.number)}", conversation.pk, entry.at, who,
                           bubble.get("text", ""), "", None, "")  # fmt: skip
