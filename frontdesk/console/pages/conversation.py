"""会話: one conversation, what was understood in it, and the marks of staff beside it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from clinic.bookings.lookup import by_conversation
from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.learning.data_folder import taught
from frontdesk.console.lists.rows import highest
from frontdesk.console.lists.selection import same_visitor
from frontdesk.console.masking import TAGS
from frontdesk.console.models import CannedReply, Desk, Tag, Verdict
from frontdesk.console.noting import What, note
from frontdesk.console.pages.conversations import accounts
from frontdesk.console.roles import Right, rights_of
from frontdesk.console.transcripts import TIERS, transcript
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.status_moves import Event
from frontdesk.conversations.takeover import LONGEST_TEXT

OTHERS = 10
EVENTS = {
    Event.ASKED: "要対応になりました",
    Event.TAKEN: "引き継ぎました",
    Event.SAID: "返信しました",
    Event.ASSIGNED: "担当を変えました",
    Event.RETURNED: "自動応答にもどしました",
    Event.RESOLVED: "対応済みにしました",
    Event.REOPENED: "要対応にもどしました",
}


@needs(Right.READ)
def conversation(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """The conversation's page; the transcript alone for the part that asks by itself, 204 if nothing was added."""
    found = get_object_or_404(Conversation.objects.select_related("desk"), pk=pk)
    version = f"{found.last_number}-{found.version}-{found.mode}"
    if request.htmx:
        if request.GET.get("since") == version:
            return HttpResponse(status=204)
        return render(request, "console/transcript.html", _talk(found, version))
    if Right.HANDLE in rights_of(request.user):
        _mark_read(found)
    note(request, What.VIEW, conversation=pk)
    return render(request, "console/conversation.html", {**_talk(found, version), **_beside(found)})


def _mark_read(found: Conversation) -> None:
    """Read for all, by whoever can act on it."""
    desk: Desk | None = getattr(found, "desk", None)
    if desk is None or desk.read_number < found.last_number:
        Desk.objects.update_or_create(conversation=found, defaults={"read_number": found.last_number})


def _talk(found: Conversation, version: str) -> dict[str, Any]:
    entries = transcript(found)
    tiers = (entry.turn.red_flag_tier for entry in entries if entry.turn)
    tier = highest(tiers)
    return {
        "conversation": found,
        "entries": entries,
        "version": version,
        "tier": TIERS.get(tier, tier),
        "topics": taught().titles.items(),
        "verdicts": Verdict.Kind.choices,
    }


def _beside(found: Conversation) -> dict[str, Any]:
    desk = Desk.objects.filter(conversation=found).prefetch_related("tags").first()
    return {
        "desk": desk,
        "tags_on": [tag.name for tag in desk.tags.all()] if desk else [],
        "tags": Tag.objects.all(),
        "notes": found.notes.all(),
        "accounts": accounts(),
        "canned": CannedReply.objects.all(),
        "mask_tags": TAGS,
        "longest_reply": LONGEST_TEXT,
        "bookings": by_conversation(found.pk),
        "others": same_visitor(found.pk).exclude(pk=found.pk).order_by("-started_at")[:OTHERS],
        "history": [
            (change, EVENTS.get(Event(change.event), change.event))
            for change in found.status_changes.order_by("-version")
        ],
    }
