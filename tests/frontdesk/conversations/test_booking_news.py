"""What the clinic decides about a booking is told in the conversation in which it was asked for."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.bookings import moves, requests
from clinic.bookings.models import Booking
from clinic.bookings.wishes import Wish
from frontdesk.conversations.models import Conversation, Remark
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def booked(conversation: uuid.UUID) -> Booking:
    """A booking asked for in this conversation."""
    return requests.request(
        key="k", conversation=conversation, channel="web", name="林", phone="090-1111-2222", wishes=[Wish()],
        concern="膝", consent_at=timezone.now(),
    )  # fmt: skip


def confirm(booking: Booking) -> None:
    """The clinic agrees to a time three days ahead."""
    moves.confirm(booking, at=timezone.now() + timedelta(days=3), by="sato")


def test_a_decided_booking_is_told_with_its_number_and_page(engine: FakeEngine) -> None:
    visitor = Visitor()
    booking = booked(Conversation.objects.get().pk)
    before = len(visitor.read().json()["messages"])
    confirm(booking)
    (news,) = visitor.read().json()["messages"][before:]
    assert news["from"] == "staff"
    assert booking.reference in news["text"]
    assert news["links"][0]["href"].startswith("/booking/")


def test_a_request_alone_is_no_news(engine: FakeEngine) -> None:
    visitor = Visitor()
    booked(Conversation.objects.get().pk)
    assert len(visitor.read().json()["messages"]) == len(visitor.opening)


def test_a_conversation_that_was_erased_stops_nothing(engine: FakeEngine) -> None:
    visitor = Visitor()
    booking = booked(Conversation.objects.get().pk)
    visitor.erase()
    confirm(booking)
    booking.refresh_from_db()
    assert booking.state == Booking.State.CONFIRMED
    assert not Remark.objects.exists()
