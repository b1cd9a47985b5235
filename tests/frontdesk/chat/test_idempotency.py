"""The same id is the same message: answered once, however often and however simultaneously it is sent."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from frontdesk.conversations import lease
from frontdesk.conversations.models import Conversation, Turn
from tests.frontdesk.fake_engine import FakeEngine, fails, refuses, slow
from tests.frontdesk.visitor import Visitor, at_once, replies

pytestmark = pytest.mark.django_db(transaction=True)

ID = "6f1d9a3e-1111-4222-8333-000000000001"


def test_the_same_id_again_gives_the_same_answer_and_runs_nothing(engine: FakeEngine) -> None:
    visitor = Visitor()
    first = visitor.say("膝が痛い", ID).json()
    engine.behaviour = fails
    assert visitor.say("膝が痛い", ID).json() == first
    assert visitor.say("まったく別の文", ID.upper()).json() == first
    assert len(engine.turns) == 1
    assert Turn.objects.count() == 1


def test_the_same_id_in_another_conversation_is_another_message(engine: FakeEngine) -> None:
    assert replies(Visitor().say("一", ID)) == ["「一」ですね。"]
    assert replies(Visitor().say("二", ID)) == ["「二」ですね。"]


def test_requests_with_the_same_id_at_once_get_one_answer_from_one_run(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = slow

    def release() -> None:
        engine.asked.wait(10)
        engine.released.set()

    *answers, _ = at_once(*[lambda: visitor.say("膝が痛い", ID)] * 5, release)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert len(engine.turns) == 1
    assert Turn.objects.count() == 1


def test_different_messages_of_a_conversation_at_once_are_answered_one_at_a_time(engine: FakeEngine) -> None:
    visitor = Visitor()
    answers = at_once(*[lambda n=n: visitor.say(f"質問{n}") for n in range(5)])
    assert {answer.status_code for answer in answers} == {200}
    assert engine.most_at_once == 1
    assert len(engine.turns) == 5
    ids = [message["id"] for message in visitor.read(after="2").json()["messages"]]
    assert ids == [str(number) for number in range(3, 13)]


def test_different_conversations_are_answered_at_the_same_time(engine: FakeEngine) -> None:
    visitors = [Visitor() for _ in range(3)]
    engine.behaviour = slow

    def release() -> None:
        engine.asked.wait(10)
        for _ in range(200):
            if engine.most_at_once == 3:
                break
            engine.released.wait(0.01)
        engine.released.set()

    at_once(*[lambda v=visitor: v.say("膝") for visitor in visitors], release)
    assert engine.most_at_once == 3


def test_a_message_behind_one_that_takes_too_long_is_told_to_wait(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "WAIT_S", 0)
    visitor = Visitor()
    Conversation.objects.update(lease_owner=uuid.uuid4(), lease_until=timezone.now() + timedelta(seconds=9))
    answer = visitor.say("膝")
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "busy")
    assert answer.headers["Retry-After"] == "2"
    assert not Turn.objects.exists()


def test_a_turn_that_a_crash_left_unanswered_is_tried_again_under_its_id(engine: FakeEngine) -> None:
    visitor = Visitor()
    conversation = Conversation.objects.get()
    # What a killed process leaves behind: a claimed turn and a lease that has ended.
    Turn.objects.create(conversation=conversation, client_id=ID, number=3, kind="typed", text="膝が痛い")
    conversation.last_number = 3
    conversation.lease_owner = uuid.uuid4()
    conversation.lease_until = timezone.now() - timedelta(seconds=1)
    conversation.save()
    assert replies(visitor.say("膝が痛い", ID)) == ["「膝が痛い」ですね。"]
    assert Turn.objects.get().number == 3


def test_a_turn_whose_record_failed_is_answered_at_the_second_try_and_runs_once_in_the_engine(
    engine: FakeEngine,
) -> None:
    visitor = Visitor()

    def fail_to_record(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's signature
        if sql.startswith("UPDATE") and '"last_number"' in sql and engine.turns:
            raise OperationalError("disk I/O error")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail_to_record):
        failed = visitor.say("膝が痛い", ID)
    assert (failed.status_code, failed.json()["error"]["code"]) == (503, "unavailable")
    assert Turn.objects.get().answered_at is None
    assert visitor.read(after="2").json()["messages"] == []
    assert replies(visitor.say("膝が痛い", ID)) == ["「膝が痛い」ですね。"]
    assert len(engine.turns) == 1


def test_a_refused_quick_reply_leaves_nothing_and_its_id_can_be_used_again(engine: FakeEngine) -> None:
    visitor = Visitor()
    behaviour = engine.behaviour
    engine.behaviour = refuses
    assert visitor.tap("v1;topic;no/such", ID).status_code == 400
    assert not Turn.objects.exists()
    engine.behaviour = behaviour
    assert visitor.tap("v1;topic;selfcare/overview", ID).status_code == 200
