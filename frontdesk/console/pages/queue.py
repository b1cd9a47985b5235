"""引き継ぎ・予約: the one queue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from clinic.bookings.models import Booking
from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.noting import What, note
from frontdesk.console.pages.conversations import accounts
from frontdesk.console.queueing import queue
from frontdesk.console.roles import Right
from frontdesk.console.standing import standing
from frontdesk.console.waiting import hours_are_known
from frontdesk.conversations.models import Conversation

KINDS = {"handoff": "引き継ぎ", "booking": "予約"}
STATES = {
    **{value: label for value, label in Conversation.Status.choices if value},
    **dict(Booking.State.choices),
}


@needs(Right.HANDLE)
def queue_page(request: StaffRequest) -> HttpResponse:
    """The queue with its filters; 204 for a part that asks by itself while nothing has changed."""
    version = standing()
    if request.htmx and request.GET.get("since") == version:
        return HttpResponse(status=204)
    problems = []
    given = {name: request.GET.get(name, "") for name in ("kind", "status", "assignee", "due")}
    known = {"kind": KINDS, "status": STATES, "due": {"over": "24時間超"}}
    for name, allowed in known.items():
        if given[name] and given[name] not in allowed:
            problems.append(f"条件「{name}={given[name][:20]}」は読み取れません。使わずに表示しています。")
            given[name] = ""
    assignee = request.user.get_username() if given["assignee"] == "me" else given["assignee"][:64]
    items = queue(kind=given["kind"], status=given["status"], assignee=assignee, is_overdue=given["due"] == "over")
    content = {
        "items": items,
        "given": given,
        "problems": problems,
        "kinds": KINDS.items(),
        "states": STATES.items(),
        "accounts": accounts(),
        "version": version,
        "hours_are_known": hours_are_known(),
        "query": request.GET.urlencode(),
    }
    if request.htmx:
        return render(request, "console/queue_rows.html", content)
    note(request, What.VIEW, "queue")
    return render(request, "console/queue.html", content)
