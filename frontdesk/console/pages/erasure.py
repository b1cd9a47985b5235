"""設定 → 消去: everything of one person, found by conversation, booking or phone number; preview, word, receipt."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
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
from frontdesk.line.forgetting import forget_person
from frontdesk.line.models import Address, Thread
from frontdesk.line.models import Person as Line
from frontdesk.privacy.audit import Origin

WORD = "消去"


@dataclass(frozen=True)
class Person:
    """What belongs to one person, as far as it can be told."""

    conversations: Sequence[uuid.UUID]
    bookings: Sequence[str]
    on_line: Sequence[str] = ()

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows of each kind go."""
        return [
            ("会話", len(self.conversations)),
            ("発言", Turn.objects.filter(conversation__in=self.conversations).count()),
            ("ノート", Note.objects.filter(conversation__in=self.conversations).count()),
            ("学習データの候補", Candidate.objects.filter(turn__conversation__in=self.conversations).count()),
            ("予約", len(self.bookings)),
            ("LINEの宛先", Address.objects.filter(person__in=self.on_line).count()),
        ]


def find(key: str) -> Person:
    """By a conversation's id, a booking's reference, a phone number, or a pseudonym of LINE (line:…).

    The conversation of a booking belongs to it, and on LINE all conversations of the same person.
    """
    bookings = Booking.objects.none()
    conversations: set[uuid.UUID] = set(Thread.objects.filter(person=key).values_list("conversation", flat=True))
    try:
        wanted = uuid.UUID(key)
        conversations |= set(Conversation.objects.filter(pk=wanted).values_list("pk", flat=True))
        bookings = by_conversation(wanted)
    except ValueError:
        reference = read_reference(key)
        bookings = bookings_of(reference=reference) if reference else bookings_of(phone=key)
    named = {pk for pk in bookings.values_list("conversation", flat=True) if pk}
    conversations |= set(Conversation.objects.filter(pk__in=named).values_list("pk", flat=True))
    people = set(
        Line.objects.filter(Q(key=key) | Q(threads__conversation__in=conversations)).values_list("key", flat=True)
    )
    conversations |= set(Thread.objects.filter(person__in=people).values_list("conversation", flat=True))
    bookings = bookings | Booking.objects.filter(conversation__in=conversations)
    references = sorted(set(bookings.values_list("reference", flat=True)))
    return Person(sorted(conversations), references, sorted(people))


@needs(Right.MANAGE, "GET", "POST", again=True)
def erasure(request: StaffRequest) -> HttpResponse:
    """First what would go, then, after the word was typed, the receipt."""
    key = request.POST.get("key", "").strip()
    if not key:
        return render(request, "console/settings_erasure.html", {"word": WORD})
    person = find(key)
    found = person.conversations or person.bookings or person.on_line
    content = {"word": WORD, "key": key, "counts": person.counts, "found": found}
    if "confirm" not in request.POST:
        return render(request, "console/settings_erasure.html", content)
    if request.POST["confirm"].strip() != WORD:
        problem = f"消去するには「{WORD}」と入力してください。まだ何も消していません。"
        return render(request, "console/settings_erasure.html", {**content, "problem": problem}, status=422)
    for conversation in person.conversations:
        erase_conversation(conversation, who=request.user.get_username(), origin=Origin.CONSOLE)
    for one in Line.objects.filter(key__in=person.on_line):
        forget_person(one, who=request.user.get_username())
    for reference in erase(Booking.objects.filter(reference__in=person.bookings)):
        note(request, What.ERASE, "booking", booking=reference)
    forget_deleted_pages()
    receipt = {"receipt": content["counts"], "at": timezone.now(), "by": request.user.get_username(), "word": WORD}
    return render(request, "console/settings_erasure.html", receipt)
