"""引き継ぎ・予約: urgent first, moves on the version that was seen, name and phone only behind an audited 「表示」."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clinic.bookings.models import Booking
from frontdesk.console.models import CannedReply
from frontdesk.console.roles import Role
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.takeover import ask_for_person
from frontdesk.privacy.models import AuditEntry
from tests.frontdesk.console.staff import audited, booking, conversation, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

QUEUE = "/console/queue/"


@pytest.fixture
def nurse() -> Client:
    return signed_in("nurse", Role.RESPONDER)


def gists(client: Client, query: str = "") -> list[str]:
    return [item.gist for item in client.get(f"{QUEUE}?{query}").context["items"]]


def waiting(text: str, hours: int, **values: object) -> Conversation:
    owner = conversation(text, started_at=timezone.now() - timedelta(hours=hours), **values)
    ask_for_person(owner.pk)
    Conversation.objects.filter(pk=owner.pk).update(needs_attention_since=timezone.now() - timedelta(hours=hours))
    owner.refresh_from_db()
    return owner


# ---- the queue


def test_urgent_comes_first_then_the_longest_wait_and_what_is_done_is_gone(nurse: Client) -> None:
    waiting("二時間", 2)
    waiting("三十時間", 30)
    red = waiting("息が苦しい", 1, outcome="red_flag", red_flag_tier="119")
    conversation("だれも待っていない")
    done = waiting("済んだ", 5)
    nurse.post(f"/console/conversations/{done.pk}/resolve", {"done": "電話した", "version": done.version})
    assert gists(nurse) == ["息が苦しい", "三十時間", "二時間"]
    assert gists(nurse, "due=over") == ["三十時間"]
    nurse.post(f"/console/conversations/{red.pk}/resolve", {"version": red.version})
    assert gists(nurse)[0] == "息が苦しい", "an urgent one stays until somebody has confirmed it"
    nurse.post(f"/console/conversations/{red.pk}/red-flag")
    assert gists(nurse) == ["三十時間", "二時間"]


def test_handoffs_and_bookings_stand_in_one_queue(nurse: Client) -> None:
    waiting("人と話したい", 1)
    booking()
    assert len(gists(nurse)) == 2
    assert gists(nurse, "kind=handoff") == ["人と話したい"]
    assert "希望" in gists(nurse, "kind=booking")[0]
    assert gists(nurse, "status=confirmed") == []
    assert len(gists(nurse, "kind=x&status=y&due=z")) == 2


# ---- taking over


def test_a_takeover_by_reply_and_its_return(nurse: Client, no_engine: None) -> None:
    owner = waiting("人と話したい", 1)
    page = f"/console/conversations/{owner.pk}/"
    assert 'id="reply"' not in nurse.get(page).content.decode()
    nurse.post(f"{page}take-over", {"version": owner.version})
    owner.refresh_from_db()
    assert (owner.mode, owner.status, owner.assignee) == ("human", "doing", "nurse")
    nurse.post(f"{page}reply", {"text": "お電話ください。"})
    assert owner.remarks.filter(author="staff", by="nurse").get().content == {"text": "お電話ください。"}
    owner.refresh_from_db()
    nurse.post(f"{page}give-back", {"version": owner.version})
    owner.refresh_from_db()
    assert (owner.mode, owner.status) == ("bot", "open")


def test_the_second_of_two_people_is_told_who_was_first(nurse: Client, no_engine: None) -> None:
    owner = waiting("人と話したい", 1)
    other = signed_in("doctor", Role.RESPONDER)
    page = f"/console/conversations/{owner.pk}/take-over"
    other.post(page, {"version": owner.version})
    response = nurse.post(page, {"version": owner.version})
    assert response.status_code == 409
    assert "doctorさんが先に" in response.content.decode()


@pytest.mark.parametrize("text", ["", "   ", "あ" * 1001])
def test_a_reply_that_is_none_is_refused_with_a_sentence(nurse: Client, no_engine: None, text: str) -> None:
    owner = waiting("人と話したい", 1)
    page = f"/console/conversations/{owner.pk}/"
    nurse.post(f"{page}take-over", {"version": owner.version})
    response = nurse.post(f"{page}reply", {"text": text}, follow=True)
    assert "書いてください" in response.content.decode()
    assert not owner.remarks.filter(author="staff").exists()


def test_a_conversation_nobody_asked_for_can_be_taken_over_and_given_to_a_colleague(
    nurse: Client, no_engine: None
) -> None:
    signed_in("doctor", Role.RESPONDER)
    CannedReply.objects.create(title="電話", text="お電話ください。")
    owner = conversation("膝が痛い")
    page = f"/console/conversations/{owner.pk}/"
    nurse.post(f"{page}take-over", {"ask": "1"})
    assert "お電話ください。" in nurse.get(page).content.decode()
    nurse.post(f"{page}assign", {"assignee": "doctor"})
    owner.refresh_from_db()
    assert owner.assignee == "doctor"
    nurse.post(f"{page}assign", {"assignee": "stranger"})
    owner.refresh_from_db()
    assert owner.assignee == "doctor"


# ---- bookings


def test_name_and_phone_are_hidden_until_they_are_shown_and_that_is_noted(nurse: Client) -> None:
    one = booking()
    page = f"{QUEUE}bookings/{one.reference}/"
    assert "山田花子" not in nurse.get(page).content.decode() + nurse.get(QUEUE).content.decode()
    assert not audited("reveal")
    shown = nurse.post(f"{page}reveal").content.decode()
    assert "山田花子" in shown
    assert "090-1234-5678" in shown
    (entry,) = audited("reveal")
    assert (entry.who, entry.booking) == ("nurse", one.reference)
    assert not [entry for entry in AuditEntry.objects.all() if "山田" in str(vars(entry)) or "1234" in entry.subject]


def test_a_booking_is_confirmed_and_the_visitor_reads_it_in_the_chat(nurse: Client) -> None:
    owner = conversation("予約したい")
    one = booking(owner.pk)
    day = timezone.localdate() + timedelta(days=4)
    data = {"action": "confirm", "day": f"{day:%Y-%m-%d}", "at": "10:30", "version": one.version}
    nurse.post(f"{QUEUE}bookings/{one.reference}/move", data)
    one.refresh_from_db()
    assert one.state == Booking.State.CONFIRMED
    assert "に決まりました" in str([remark.content for remark in owner.remarks.all()])
    again = nurse.post(f"{QUEUE}bookings/{one.reference}/move", data)
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"action": "confirm", "day": "", "at": "10:00"}, 422), ({"action": "confirm", "day": "2020-01-01", "at": "10:00"}, 422),
        ({"action": "confirm", "day": "x", "at": "y"}, 422), ({"action": "complete"}, 409), ({"action": "dance"}, 302),
        ({"action": "decline", "version": "999"}, 409),
    ],
)  # fmt: skip
def test_a_move_that_cannot_be_made_changes_nothing(nurse: Client, data: dict[str, str], status: int) -> None:
    one = booking()
    response = nurse.post(f"{QUEUE}bookings/{one.reference}/move", {"version": "1", **data})
    assert response.status_code == status
    one.refresh_from_db()
    assert (one.state, one.version) == (Booking.State.RECEIVED, 1)
    if status == 422:
        assert data["day"] in response.content.decode()


def test_three_calls_without_an_answer_and_a_proposal(nurse: Client) -> None:
    one = booking()
    for _ in range(3):
        one.refresh_from_db()
        nurse.post(f"{QUEUE}bookings/{one.reference}/move", {"action": "missed", "version": one.version})
    one.refresh_from_db()
    assert one.state == Booking.State.UNREACHED
    day = timezone.localdate() + timedelta(days=9)
    data = {"action": "propose", "day": f"{day:%Y-%m-%d}", "at": "15:00", "version": one.version}
    nurse.post(f"{QUEUE}bookings/{one.reference}/move", data)
    one.refresh_from_db()
    assert (one.state, one.proposed_at is not None) == (Booking.State.CONTACTING, True)


def test_a_reference_that_is_none_is_not_found(nurse: Client) -> None:
    assert nurse.get(f"{QUEUE}bookings/ZZ-9999/").status_code == 404
