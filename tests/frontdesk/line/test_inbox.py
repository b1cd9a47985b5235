"""Each event is answered once and in the order of its time, whatever LINE sends twice, late, or in new forms (T3-T5)."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.line.events import read_event
from frontdesk.line.inbox import event_of
from frontdesk.line.leases import Leases
from frontdesk.line.models import DailyNumber, InboxEvent, Person
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.line.conftest import pass_time, states, work
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import Patient
from tests.frontdesk.visitor import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def asked(engine: FakeEngine) -> list[str]:
    return [str(turn.get("text") or turn.get("payload")) for turn in engine.turns]


def test_of_twenty_events_in_one_body_all_that_can_be_answered_are(
    engine: FakeEngine, line: FakeLine, new_patient: Callable[[], Patient]
) -> None:
    people = [new_patient() for _ in range(5)]
    for one in people:
        one.send(one.event("follow", follow={"isUnblocked": False}))
    work()
    events = [one.text(f"質問{number}") for number in range(4) for one in people]
    events[3] = {"type": "message", "message": None, "source": 5, "timestamp": "soon", "webhookEventId": {}}
    events[7] = people[2].event("somethingNew", somethingNew={"a": 1})
    events[11] = {**events[11], "mode": "unheardOf"}
    assert people[0].send(*events) == 200
    work()
    assert sum(len(one.replies) for one in people) == 5 + 18
    assert line.refused == []


@pytest.mark.parametrize("place", ["type", "mode", "source", "message", "deliveryContext", "timestamp", "replyToken"])
@pytest.mark.parametrize("value", [None, 0, "unknown", [], {}, {"type": "unknown"}, True])
def test_an_event_of_a_new_form_is_no_fault(
    engine: FakeEngine, line: FakeLine, patient: Patient, place: str, value: Any
) -> None:
    event = patient.text("膝が痛い")
    event[place] = value
    assert patient.send(event, patient.text("足首が痛い")) == 200
    work()
    assert "足首が痛い" in asked(engine)
    assert set(states()) <= {"sent", "ignored", "kept"}


@pytest.mark.parametrize("name", ["type", "id", "text", "quoteToken", "emojis", "mention", "imageSet"])
def test_a_message_of_a_new_form_is_no_fault(line: FakeLine, engine: FakeEngine, patient: Patient, name: str) -> None:
    values: list[Any] = [None, 7, "new", [], {}, [{}], [None], {"mentionees": 3}]
    for value in values:
        event = patient.text("膝が痛い")
        event["message"][name] = value
        patient.send(event)
    work()
    assert set(states()) == {"sent"}


def test_the_same_event_twice_at_once_is_answered_once(engine: FakeEngine, line: FakeLine, patient: Patient) -> None:
    event = patient.text("膝が痛い")
    assert at_once(*[lambda: patient.send(event)] * 6) == [200] * 6
    work()
    assert patient.send({**event, "deliveryContext": {"isRedelivery": True}}) == 200
    work()
    assert len(patient.replies) == 1
    assert len(engine.turns) == 1
    assert InboxEvent.objects.count() == 1


def test_an_event_that_comes_again_unanswered_has_a_token_that_counts_anew(
    engine: FakeEngine, line: FakeLine, patient: Patient
) -> None:
    event = patient.text("膝が痛い")
    patient.send(event)
    pass_time(line, 50)
    before = InboxEvent.objects.get().received_at
    line.issue(event["replyToken"], patient.id)
    patient.send({**event, "deliveryContext": {"isRedelivery": True}})
    assert InboxEvent.objects.get().received_at > before
    work()
    assert len(patient.replies) == 1


def test_three_quick_messages_in_the_wrong_order_are_answered_in_the_order_of_their_time(
    engine: FakeEngine, line: FakeLine, patient: Patient
) -> None:
    first, second, third = (patient.text(text) for text in ("一", "二", "三"))
    patient.send(third, first)
    patient.send(second)
    work()
    assert asked(engine) == ["一", "二", "三"]
    assert len(patient.replies) == 3


def test_an_older_message_that_comes_late_is_answered_with_a_quotation(
    engine: FakeEngine, line: FakeLine, patient: Patient
) -> None:
    older, newer = patient.text("一"), patient.text("二")
    patient.send(newer)
    work()
    patient.send(older)
    work()
    assert patient.replies[1].messages[0]["quoteToken"] == older["message"]["quoteToken"]
    assert "quoteToken" not in patient.replies[0].messages[0]


def test_of_two_workers_one_has_the_person(engine: FakeEngine, line: FakeLine, patient: Patient) -> None:
    patient.say("膝が痛い")
    one, other = Leases(), Leases()
    ((key, owner),) = one.claim(5)
    assert other.claim(5) == []
    assert other.take(key) is None
    one.give_back(owner)
    assert len(other.claim(5)) == 1


def test_two_replicas_never_work_for_one_person_at_once(
    engine: FakeEngine, line: FakeLine, new_patient: Callable[[], Patient]
) -> None:
    for _ in range(100):
        new_patient().say("膝が痛い")
    inside, twice = set[str](), list[str]()
    lock = threading.Lock()

    def replica() -> int:
        leases, done = Leases(), 0
        while claimed := leases.claim(3):
            for key, owner in claimed:
                with lock:
                    twice.extend({key} & inside)
                    inside.add(key)
                Person.objects.filter(pk=key).exists()
                # Nothing is left for somebody who took the person up a moment later.
                done += InboxEvent.objects.filter(person=key, state="received").update(state="ignored")
                with lock:
                    inside.discard(key)
                leases.give_back(owner)
        return done

    assert sum(at_once(replica, replica)) == 100
    assert twice == []


def test_a_worker_that_died_is_overtaken(engine: FakeEngine, line: FakeLine, patient: Patient) -> None:
    patient.say("膝が痛い")
    assert Leases().claim(1)
    work()
    assert patient.replies == []
    Person.objects.update(lease_until="2026-01-01T00:00:00Z")
    work()
    assert len(patient.replies) == 1


def test_an_event_at_which_the_work_fails_is_tried_again_and_then_answered_with_the_phone(
    engine: FakeEngine, line: FakeLine, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from frontdesk.line import handling

    def fails(*args: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(handling, "reply_to", fails)
    patient.say("膝が痛い")
    for _ in range(7):
        work()
        InboxEvent.objects.update(due_at="2026-01-01T00:00:00Z")
    assert states() == ["sent"]
    assert "050-1869-7918" in patient.last


def test_the_text_of_an_event_is_not_readable_in_the_database(
    engine: FakeEngine, line: FakeLine, patient: Patient, record_file: Any
) -> None:
    patient.say("カナリアの内緒話")
    stored = record_file.read_bytes() + record_file.with_name(record_file.name + "-wal").read_bytes()
    assert "カナリア".encode() not in stored
    assert patient.id.encode() not in stored
    assert event_of(InboxEvent.objects.get()).text == "カナリアの内緒話"
    work()
    row = InboxEvent.objects.get()
    assert (row.body, row.answer, row.state) == ("", "", "sent")


def test_an_event_of_nobody_is_counted(engine: FakeEngine, line: FakeLine, patient: Patient) -> None:
    event = patient.text("膝が痛い")
    del event["source"]
    patient.send(event, copy.deepcopy(event) | {"webhookEventId": "another"})
    work()
    assert states() == ["ignored", "ignored"]
    assert DailyNumber.objects.get().number == 2


def test_an_event_without_an_id_is_known_by_its_content() -> None:
    raw = {"type": "message", "timestamp": 5}
    assert read_event(raw, 1).id == read_event(dict(raw), 2).id != read_event({**raw, "timestamp": 6}, 1).id
