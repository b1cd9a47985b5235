"""Taking back, leaving, erasing: nothing of it can be found afterwards (T12)."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from frontdesk.conversations.models import Conversation, Turn
from frontdesk.line.expiry import expire
from frontdesk.line.models import Address, InboxEvent, Person, Push
from frontdesk.line.pushes import send_due
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.line.conftest import pass_time, states, work
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import Patient

pytestmark = pytest.mark.django_db(transaction=True)


def texts() -> list[str | None]:
    return list(Turn.objects.filter(kind="typed").values_list("text", flat=True))


def test_what_is_unsent_before_it_is_answered_is_dropped(friend: Patient, engine: FakeEngine) -> None:
    event = friend.text("カナリア")
    friend.send(event, friend.event("unsend", has_token=False, unsend={"messageId": event["message"]["id"]}))
    work()
    assert engine.turns == []
    assert friend.replies == []


def test_what_is_unsent_later_is_erased_everywhere(
    friend: Patient, engine: FakeEngine, tracker_file: Path, record_file: Path
) -> None:
    event = friend.text("カナリアの内緒話")
    friend.send(event)
    work()
    assert texts() == ["カナリアの内緒話"]
    friend.send(friend.event("unsend", has_token=False, unsend={"messageId": event["message"]["id"]}))
    work()
    assert texts() == ["〔送信取消〕"]
    assert engine.erased == [str(Conversation.objects.latest("started_at").pk)]
    everything = b"".join(part.read_bytes() for part in record_file.parent.glob(record_file.name + "*"))
    assert "カナリア".encode() not in everything


def test_who_leaves_gets_no_push_and_is_erased_after_some_days(
    friend: Patient, line: FakeLine, engine: FakeEngine, settings: Settings
) -> None:
    friend.say("膝が痛い")
    work()
    person = Person.objects.get()
    Push.objects.create(person=person, reason="booking", messages='[{"type": "text", "text": "a"}]')
    friend.send(friend.event("unfollow", has_token=False))
    work()
    send_due()
    assert friend.pushes == []
    assert not Address.objects.exists()
    expire(timezone.now() + timedelta(days=settings.LINE.unfollow_erase_days - 1))
    assert Conversation.objects.exists()
    expire(timezone.now() + timedelta(days=settings.LINE.unfollow_erase_days + 1))
    assert not Conversation.objects.exists()
    assert not Person.objects.exists()


def test_an_older_unfollow_that_comes_late_changes_nothing(friend: Patient) -> None:
    late = friend.event("unfollow", has_token=False)
    friend.send(friend.event("follow", follow={"isUnblocked": True}))
    friend.send(late)
    work()
    assert Person.objects.get().is_friend
    assert Address.objects.exists()


def test_erasing_takes_every_conversation_and_the_address_along(
    friend: Patient, engine: FakeEngine, record_file: Path
) -> None:
    friend.say("カナリア一")
    work()
    Conversation.objects.update(last_at=timezone.now() - timedelta(hours=25))
    friend.say("カナリア二")
    friend.say("履歴を削除")
    work()
    assert "1. 削除する" in friend.last
    friend.say("1")
    work()
    assert "消しました" in friend.last
    assert not Conversation.objects.exists()
    assert not Address.objects.exists()
    assert Person.objects.get().consented_at is None
    everything = b"".join(part.read_bytes() for part in record_file.parent.glob(record_file.name + "*"))
    assert "カナリア".encode() not in everything
    assert friend.id.encode() not in everything


def test_staff_who_erase_a_conversation_take_what_waits_of_it_along(
    friend: Patient, line: FakeLine, engine: FakeEngine
) -> None:
    friend.say("膝が痛い")
    pass_time(line, 70)
    work()
    assert states()[-1] == "kept"
    call_command("erase", str(Conversation.objects.latest("started_at").pk), stdout=io.StringIO())
    row = InboxEvent.objects.order_by("-at_ms")[0]
    assert (row.state, row.answer, row.body) == ("expired", "", "")
