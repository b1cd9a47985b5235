"""Whether a turn was understood: the verdict that may make it a training example."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.learning.candidates import NotTyped, TopicUnknown, judge
from frontdesk.console.models import Verdict
from frontdesk.console.noting import What, note
from frontdesk.console.returning import back
from frontdesk.console.roles import Right
from frontdesk.conversations.models import Turn


@needs(Right.TEACH, "POST")
def verdict(request: StaffRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """The verdict on one turn; a later one replaces it."""
    turn = get_object_or_404(Turn, conversation=pk, number=number)
    page = f"{reverse('console-conversation', args=[pk])}#turn-{number}"
    kind, topic = request.POST.get("kind", ""), request.POST.get("topic", "")
    if kind not in Verdict.Kind.values:
        return back(request, page, "判定を選んでください。", is_problem=True)
    try:
        candidate = judge(turn, Verdict.Kind(kind), topic, request.user.get_username())
    except TopicUnknown:
        return back(request, page, "正しいトピックを選んでください。", is_problem=True)
    except NotTyped:
        return back(request, page, "ボタンの選択や本文のない発言は、判定できません。", is_problem=True)
    note(request, What.CHANGE, f"verdict {number}", conversation=pk)
    said = "判定を保存し、学習データの候補に加えました。" if candidate else "判定を保存しました。"
    return back(request, page, said)
