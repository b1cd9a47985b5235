"""設定 → 消去: everything of one person, found by conversation, booking or phone number; preview, word, receipt."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from clinic.bookings.lookup import by_conversation
from clinic.bookings.models import Booking
from clinic.bookings.references import read_reference
from clinic.bookings.retention import bookings_of, erase
from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.models import Candidate, Note
from frontdesk.console.noting import What, note
from frontdesk.console.roles import Right
from frontdesk.conversations.erasure import erase_conversation
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.traces import forget_deleted_pages
from frontdesk.privacy.audit import Origin

WORD = "消去"


@dataclass(frozen=True)
class Person:
    """What belongs to one person, as far as it can be told."""

    conversations: Sequence[uuid.UUID]
    bookings: Sequence[str]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows of each kind go."""
        return [
            ("会話", len(self.conversations)),
            ("発言", Turn.objects.filter(conversation__in=self.conversations).count()),
            ("ノート", Note.objects.filter(conversation__in=self.conversations).count()),
            ("学習データの候補", Candidate.objects.filter(turn__conversation__in=self.conversations).count()),
            ("予約", len(self.bookings)),
        ]


def find(key: str) -> Person:
    """By a conversation's id, a booking's reference, or a phone number; the booking's conversation belongs to it."""
    bookings = Booking.objects.none()
    conversations: set[uuid.UUID] = set()
    try:
        wanted = uuid.UUID(key)
        conversations |= set(Conversation.objects.filter(pk=wanted).values_list("pk", flat=True))
        bookings = by_conversation(wanted)
    except ValueError:
        reference = read_reference(key)
        bookings = bookings_of(reference=reference) if reference else bookings_of(phone=key)
    named = {pk for pk in bookings.values_list("conversation", flat=True) if pk}
    conversations |= set(Conversation.objects.filter(pk__in=named).values_list("pk", flat=True))
    return Person(sorted(conversations), list(bookings.values_list("reference", flat=True)))


@needs(Right.MANAGE, "GET", "POST", again=True)
def erasure(request: StaffRequest) -> HttpResponse:
    """First what would go, then, after the word was typed, the receipt."""
    key = request.POST.get("key", "").strip()
    if not key:
        return render(request, "console/settings_erasure.html", {"word": WORD})
    person = find(key)
    content = {"word": WORD, "key": key, "counts": person.counts, "found": person.conversations or person.bookings}
    if "confirm" not in request.POST:
        return render(request, "console/settings_erasure.html", content)
    if request.POST["confirm"].strip() != WORD:
        problem = f"消去するには「{WORD}」と入力してください。まだ何も消していません。"
        return render(request, "console/settings_erasure.html", {**content, "problem": problem}, status=422)
    for conversation in person.conversations:
        erase_conversation(conversation, who=request.user.get_username(), origin=Origin.CONSOLE)
    for reference in erase(Booking.objects.filter(reference__in=person.bookings)):
        note(request, What.ERASE, "booking", booking=reference)
    forget_deleted_pages()
    receipt = {"receipt": content["counts"], "at": timezone.now(), "by": request.user.get_username(), "word": WORD}
    return render(request, "console/settings_erasure.html", receipt)
