"""未回答: what visitors asked and the assistant could not answer, the same questions together."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.learning.candidates import OUTSIDE_TOPIC, TopicUnknown, judge
from frontdesk.console.learning.data_folder import taught
from frontdesk.console.learning.gaps import missing_keys
from frontdesk.console.lists.filters import read_filters
from frontdesk.console.lists.selection import matching, start_of
from frontdesk.console.models import Group, SearchText, Verdict
from frontdesk.console.noting import What, note
from frontdesk.console.returning import back
from frontdesk.console.roles import Right
from frontdesk.console.tasks import group_unanswered
from frontdesk.conversations.models import Turn

LEAST = 3  # members; below that a question is listed by itself
EXAMPLES = 5
WEEKS = 4
MOST_SHOWN = 50
STATES = {"open": "未対応", "later": "あとで", "hidden": "対応した質問"}


@needs(Right.TEACH)
def unanswered(request: StaffRequest) -> HttpResponse:
    """Groups of three and more, the rest one by one, and apart what the clinic has not filled in."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    params = request.GET.copy()
    params.pop("state", None)
    filters = read_filters(params)
    turns = _turns(filters)
    groups = _groups(state)
    shown = [_shown(group, turns) for group in groups]
    shown = [one for one in shown if one["turns"]]
    note(request, What.VIEW, "unanswered")
    content = {
        "filters": filters,
        "state": state,
        "states": STATES.items(),
        "groups": [one for one in shown if len(one["turns"]) >= LEAST][:MOST_SHOWN],
        "singles": [one for one in shown if len(one["turns"]) < LEAST][:MOST_SHOWN],
        "no_info": _no_info(),
        "topics": taught().titles.items(),
    }
    return render(request, "console/unanswered.html", content)


def _turns(filters: Any) -> QuerySet[Turn]:
    turns = Turn.objects.filter(text__isnull=False)
    if filters.begin:
        turns = turns.filter(received_at__gte=start_of(filters.begin))
    if filters.end:
        turns = turns.filter(received_at__lt=start_of(filters.end) + timedelta(days=1))
    if filters.channel:
        turns = turns.filter(conversation__channel=filters.channel)
    if filters.q:
        turns = turns.filter(pk__in=SearchText.objects.filter(matching(filters.q)).values("turn"))
    return turns.order_by("-received_at")


def _groups(state: str) -> QuerySet[Group]:
    states = {"open": [Group.State.OPEN], "later": [Group.State.LATER]}
    hidden = [Group.State.OUTSIDE, Group.State.ADDED, Group.State.NEW_TOPIC]
    return Group.objects.filter(state__in=states.get(state, hidden))[:200]


def _shown(group: Group, turns: QuerySet[Turn]) -> dict[str, Any]:
    members = list(turns.filter(groups=group).select_related("verdict"))
    texts = Counter(turn.text for turn in members)
    return {
        "group": group,
        "turns": members,
        "examples": [text for text, _ in texts.most_common(EXAMPLES)],
        "trend": _trend(members, timezone.now()),
        "suggestion": _suggestion(members),
    }


def _trend(members: list[Turn], now: datetime) -> list[int]:
    """How many in each of the last weeks, the oldest first."""
    weeks = Counter((now - turn.received_at).days // 7 for turn in members)
    return [weeks[week] for week in reversed(range(WEEKS))]


def _suggestion(members: list[Turn]) -> str:
    """The title of the topic that the engine found nearest most often."""
    nearest = Counter(turn.nearest[0]["name"] for turn in members if turn.nearest)
    return taught().title_of(nearest.most_common(1)[0][0]) if nearest else ""


def _no_info() -> list[dict[str, Any]]:
    """Topics that were understood and that clinic.yml leaves empty, most asked first."""
    since = timezone.now() - timedelta(days=90)
    turns = Turn.objects.filter(outcome=Turn.Outcome.NO_INFO, received_at__gte=since).order_by()
    rows = turns.values("topic").annotate(count=Count("pk"), newest=Max("received_at")).order_by("-count")
    return [{**row, "title": taught().title_of(row["topic"]), "keys": missing_keys(row["topic"])} for row in rows]


@needs(Right.TEACH, "POST")
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """既存のトピックに追加, 対象外, 新しいトピックの候補, あとで, or back to 未対応."""
    group = get_object_or_404(Group, pk=pk)
    action, topic = request.POST.get("action", ""), request.POST.get("topic", "")
    page = reverse("console-unanswered")
    if action not in Group.State.values:
        return back(request, page, "操作を選んでください。", is_problem=True)
    try:
        made = _make_candidates(group, action, topic, request.user.get_username())
    except TopicUnknown:
        return back(request, page, "追加するトピックを選んでください。", is_problem=True)
    group.state = action
    group.size_when_hidden = None if action == Group.State.OPEN else group.size
    text = request.POST.get("representative", "").strip()
    if text and text != group.representative:
        group.representative, group.is_edited = text[:200], True
    group.save()
    note(request, What.CHANGE, f"unanswered group {pk}", rows=made)
    said = f"{made}件を学習データの候補に加えました。" if made else f"「{Group.State(action).label}」にしました。"
    return back(request, page, said)


def _make_candidates(group: Group, action: str, topic: str, by: str) -> int:
    """How many candidates come of the decision; a text that stands there several times makes one."""
    kinds = {Group.State.ADDED: Verdict.Kind.OTHER, Group.State.OUTSIDE: Verdict.Kind.OUTSIDE}
    kind = kinds.get(Group.State(action))
    if kind is None:
        return 0
    if kind == Verdict.Kind.OTHER and topic not in taught().titles:
        raise TopicUnknown
    made, seen = 0, set()
    for turn in group.turns.filter(kind=Turn.Kind.TYPED, text__isnull=False):
        if turn.text not in seen and judge(turn, kind, topic or OUTSIDE_TOPIC, by):
            made += 1
        seen.add(turn.text)
    return made


@needs(Right.TEACH, "POST")
def regroup_now(request: StaffRequest) -> HttpResponse:
    """今まとめ直す: the worker does it."""
    group_unanswered.enqueue()
    note(request, What.CHANGE, "regrouped")
    said = "まとめ直しを始めました。1分ほどしてから、この画面を開き直してください。"
    return back(request, reverse("console-unanswered"), said)
