"""今日: what waits, and what is wrong with the system."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.lists.selection import is_unread
from frontdesk.console.models import Group
from frontdesk.console.pages.unanswered import LEAST
from frontdesk.console.queueing import queue
from frontdesk.console.roles import Right, rights_of
from frontdesk.console.standing import counts, standing
from frontdesk.console.waiting import minutes_between, waited_label
from frontdesk.conversations import engine
from frontdesk.conversations.models import Conversation

SHOWN = 10
UNREAD_DAYS = 30


@needs(Right.READ)
def today(request: StaffRequest) -> HttpResponse:
    """Five counts, each a link, and the ten oldest open items."""
    waiting = counts()
    oldest = Conversation.objects.filter(status="open").order_by("needs_attention_since").first()
    since = oldest.needs_attention_since if oldest else None
    now = timezone.now()
    recent = Conversation.objects.filter(started_at__gte=now - timedelta(days=UNREAD_DAYS))
    can_handle = Right.HANDLE in rights_of(request.user)
    content = {
        "urgent": waiting.urgent,
        "attention": waiting.attention,
        "oldest": waited_label(minutes_between(since, now)) if since else "",
        "unread": recent.filter(is_unread(), turns__isnull=False).distinct().count(),
        "bookings": waiting.bookings,
        "groups": Group.objects.filter(state=Group.State.OPEN, size__gte=LEAST).count(),
        "items": queue()[:SHOWN] if can_handle else [],
        "warnings": []
        if engine.is_ready()
        else ["応答エンジンが止まっています。会話の記録は読めますが、自動応答は電話番号だけを返します。"],
    }
    return render(request, "console/today.html", content)


@needs(Right.READ)
def live(request: StaffRequest) -> HttpResponse:
    """The numbers of the navigation, for every page; 204 while nothing has changed."""
    version = standing()
    if request.GET.get("since") == version:
        return HttpResponse(status=204)
    return render(request, "console/live.html", {"counts": counts(), "version": version})
