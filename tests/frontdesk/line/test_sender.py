"""Reply tokens and every outcome of a call: nothing is sent twice, nothing is lost, only what is urgent is pushed (T6, T7)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pytest_django import Settings

from frontdesk.line import sender
from frontdesk.line.models import InboxEvent
from frontdesk.line.pushes import send_due
from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.line.conftest import pass_time, states, work
from tests.frontdesk.line.fake_line import FakeLine, Fault
from tests.frontdesk.line.patient import Patient

pytestmark = pytest.mark.django_db(transaction=True)

URGENT = reply(
    {
        "text": "すぐに119番へ電話してください。",
        "urgency": "119",
        "links": [{"title": "119番へ電話する", "href": "tel:119"}],
    },
    red_flag={"tier": "119", "rule": "R1"},
)
REPLY, PUSH = "message/reply", "message/push"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "AFTER_429_S", 0.0)


@pytest.fixture
def patient(patient: Patient, engine: FakeEngine) -> Patient:
    """Has been greeted, so that replies hold the answer alone."""
    patient.send(patient.event("follow", follow={"isUnblocked": False}))
    work()
    patient.line.seen.clear()
    patient.line.calls.clear()
    return patient


def test_an_answer_is_replied_within_the_tokens_minute(line: FakeLine, patient: Patient) -> None:
    patient.say("膝が痛い")
    pass_time(line, 39)
    work()
    assert patient.seen == ["「膝が痛い」ですね。"]
    assert patient.pushes == []


def test_an_answer_whose_token_is_dead_precedes_the_next_reply(line: FakeLine, patient: Patient) -> None:
    patient.say("一")
    pass_time(line, 70)
    work()
    assert patient.seen == []
    assert states()[1:] == ["kept"]
    patient.say("二")
    work()
    assert patient.seen == ["先ほどお届けできなかった回答です。", "「一」ですね。", "「二」ですね。"]
    assert states()[1:] == ["sent", "sent"]
    assert patient.pushes == []


def test_several_kept_answers_fit_into_one_call(line: FakeLine, patient: Patient) -> None:
    for number in range(4):
        patient.say(f"質問{number}")
        pass_time(line, 70)
        work()
    patient.say("最後")
    work()
    assert len(patient.replies) == 1
    said = patient.last
    assert [f"質問{number}" in said for number in range(4)] == [True] * 4
    assert said.index("質問0") < said.index("質問3") < said.index("最後")
    assert set(states()) == {"sent"}


def test_an_urgent_answer_whose_token_is_dead_is_pushed_at_once(
    line: FakeLine, engine: FakeEngine, patient: Patient
) -> None:
    engine.behaviour = answer(URGENT)
    patient.say("息が苦しい")
    pass_time(line, 70)
    work()
    assert send_due() == 1
    assert patient.seen[0] == "すぐに119番へ電話してください。"
    assert not patient.pushes[0].silent
    assert states()[1:] == ["pushed"]
    send_due()
    assert len(patient.pushes) == 1


def test_a_redelivered_event_is_answered_at_nineteen_minutes_and_not_at_twentyone(
    line: FakeLine, patient: Patient
) -> None:
    for minutes, answered in ((19, 1), (21, 1)):
        event = patient.text("膝が痛い")
        patient.send(event)
        pass_time(line, minutes * 60)
        line.issue(event["replyToken"], patient.id)
        InboxEvent.objects.filter(state="received").update(received_at="2026-01-01T00:00:00Z")
        work()
        assert len(patient.replies) == answered
    assert line.endpoints().count(REPLY) == 1
    assert patient.pushes == []


def test_500_is_tried_once_more_on_the_same_token(line: FakeLine, patient: Patient) -> None:
    line.fail(REPLY, Fault(500))
    patient.say("一")
    work()
    assert patient.seen == ["「一」ですね。"]
    assert line.endpoints().count(REPLY) == 1  # the fault came before the platform looked


@pytest.mark.parametrize("fault", [Fault(500, is_after=True), Fault(drops=True, is_after=True)], ids=["500", "lost"])
def test_a_failure_after_acceptance_doubles_nothing(line: FakeLine, patient: Patient, fault: Fault) -> None:
    line.fail(REPLY, fault)
    patient.say("一")
    work()
    assert patient.seen == ["「一」ですね。"]
    assert states()[1:] == ["unknown"]
    patient.say("二")
    work()
    assert patient.seen == ["「一」ですね。", "「二」ですね。"]
    assert patient.pushes == []


def test_an_urgent_answer_that_may_not_have_arrived_is_pushed_all_the_same(
    line: FakeLine, engine: FakeEngine, patient: Patient
) -> None:
    engine.behaviour = answer(URGENT)
    line.fail(REPLY, Fault(500), Fault(500))
    patient.say("息が苦しい")
    work()
    send_due()
    assert len(patient.pushes) == 1


def test_a_reply_that_was_under_way_at_a_crash_is_tried_once_on_the_same_token(
    line: FakeLine, patient: Patient
) -> None:
    patient.say("一")
    work()
    row = InboxEvent.objects.order_by("-pk")[0]
    patient.say("二")
    token = InboxEvent.objects.order_by("-pk")[0]
    InboxEvent.objects.filter(pk=token.pk).update(
        state="sending", call=json.dumps([{"type": "text", "text": "二の答え"}])
    )
    work()
    assert patient.seen == ["「一」ですね。", "二の答え"]
    # ... and one that had arrived stays unknown.
    patient.say("三")
    three = InboxEvent.objects.order_by("-pk")[0]
    line.tokens[json.loads(three.body)["replyToken"]].used = True
    InboxEvent.objects.filter(pk=three.pk).update(state="sending", call=json.dumps([{"type": "text", "text": "三"}]))
    work()
    assert states()[-1] == "unknown"
    assert patient.seen == ["「一」ですね。", "二の答え"]
    assert row.body == ""


@pytest.mark.parametrize("status", [429], ids=str)
def test_429_is_tried_once_more_and_then_kept(line: FakeLine, patient: Patient, status: int) -> None:
    line.fail(REPLY, Fault(status), Fault(status))
    patient.say("一")
    work()
    assert states()[1:] == ["kept"]
    patient.say("二")
    work()
    assert "「一」ですね。" in patient.seen


def test_a_refused_payload_is_sent_as_plain_text(line: FakeLine, engine: FakeEngine, patient: Patient) -> None:
    table = {"caption": "比較", "columns": ["治療", "日数"], "rows": [["PRP", "3〜4週間"], ["BME", "即日"]]}
    engine.behaviour = answer(reply({"text": "優劣は付けていません。", "table": table}))
    line.fail(REPLY, Fault(400, {"message": "bad", "details": [{"property": "messages[0].contents"}]}))
    patient.say("比較")
    work()
    assert [message["type"] for message in patient.replies[0].messages] == ["text"]
    assert "3〜4週間" in patient.last
    assert "優劣" in patient.last


@pytest.mark.parametrize("status", [403, 413, 415, 404, 410])
def test_what_will_never_be_accepted_is_not_tried_again(line: FakeLine, patient: Patient, status: int) -> None:
    line.fail(REPLY, Fault(status))
    patient.say("一")
    work()
    assert states()[1:] == ["failed"]


def test_nobody_there_leaves_the_answer_for_later(line: FakeLine, patient: Patient, settings: Settings) -> None:
    settings.LINE = replace(settings.LINE, api_host="http://127.0.0.1:9")
    patient.say("一")
    work()
    assert states()[1:] == ["answered"]
    settings.LINE = replace(settings.LINE, api_host=line.url)
    InboxEvent.objects.update(due_at="2026-01-01T00:00:00Z")
    work()
    assert patient.seen == ["「一」ですね。"]


def test_a_refused_access_token_is_renewed_once_however_many_need_it(line: FakeLine, settings: Settings) -> None:
    from frontdesk.line.platform import platform
    from tests.frontdesk.visitor import at_once

    settings.LINE = replace(settings.LINE, access_token="", channel_id="1234567890")
    user = "U" + "1" * 32
    text = [{"type": "text", "text": "一"}]
    line.issue("t0", user)
    platform().reply("t0", text, is_silent=False)
    assert line.issued == 1
    line.access_tokens = {"revoked meanwhile"}
    for number in range(1, 6):
        line.issue(f"t{number}", user)
    at_once(*[lambda n=n: platform().reply(f"t{n}", text, is_silent=False) for n in range(1, 6)])
    assert line.issued == 2
    assert len(line.replies_to(user)) == 6


def test_a_fixed_access_token_that_is_refused_keeps_the_answer(line: FakeLine, patient: Patient) -> None:
    line.access_tokens = {"another"}
    patient.say("一")
    work()
    assert states()[1:] == ["answered"]
    pass_time(line, 70)
    work()
    assert states()[1:] == ["kept"] or states()[1:] == ["answered"]


@pytest.mark.parametrize("body", [{}, {"sentMessages": [{"id": 5}]}, {"sentMessages": "?"}], ids=str)
def test_200_is_success_whatever_the_body(line: FakeLine, patient: Patient, body: dict[str, object]) -> None:
    line.fail(REPLY, Fault(200, body, is_after=True))
    patient.say("一")
    work()
    assert states()[1:] == ["sent"]
    assert patient.seen == ["「一」ですね。"]


def test_at_night_an_answer_makes_no_sound_but_an_urgent_one_does(
    line: FakeLine, engine: FakeEngine, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "is_night", lambda now: True)
    patient.say("一")
    work()
    engine.behaviour = answer(URGENT)
    patient.say("息が苦しい")
    work()
    assert [sent.silent for sent in patient.replies] == [True, False]
