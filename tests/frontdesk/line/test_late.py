"""An engine that is slow, hangs or is down: the reply token is spent in time, and the answer is not lost (T6, T9)."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from pytest_django import Settings

from frontdesk.line import dialogue, late
from frontdesk.line.models import InboxEvent
from frontdesk.line.pushes import send_due
from tests.frontdesk.fake_engine import FakeEngine, answer, echo, fails, malformed, reply
from tests.frontdesk.line.conftest import pass_time, states, work
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import Patient
from tests.frontdesk.line.test_sender import URGENT

pytestmark = pytest.mark.django_db(transaction=True)

SOON = "2026-01-01T00:00:00Z"


@pytest.fixture
def patient(patient: Patient, engine: FakeEngine, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Patient:
    """Has been greeted; the engine is waited for half a second, which stands for the forty."""
    patient.send(patient.event("follow", follow={"isUnblocked": False}))
    work()
    patient.line.seen.clear()
    settings.LINE = replace(settings.LINE, engine_wait_s=0.5)
    monkeypatch.setattr(late, "WAIT_S", 0.3)
    return patient


def hangs(seconds: float, content: dict[str, Any] | None = None) -> Any:
    """An engine that takes so long."""

    def take(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(seconds)
        return answer(content)(engine, turn) if content else echo(engine, turn)

    return take


def late_now() -> None:
    InboxEvent.objects.filter(state="late").update(due_at=SOON)
    work()


def test_a_slow_engine_costs_one_reply_and_the_tap_brings_the_answer(patient: Patient, engine: FakeEngine) -> None:
    engine.behaviour = hangs(1.0)
    patient.say("膝が痛い")
    work()
    assert "確認に時間がかかっています" in patient.last
    assert "050-1869-7918" in patient.last
    assert "119番" in patient.last
    assert patient.buttons["結果を見る"] == "v1;line;result"
    assert states()[-1] == "late"
    time.sleep(1.0)
    patient.tap("v1;line;result")
    work()
    assert "「膝が痛い」ですね。" in patient.last
    assert len(engine.turns) == 1
    assert set(states()) == {"sent"}
    assert patient.pushes == []


def test_a_late_answer_that_nobody_taps_for_precedes_the_next_reply(patient: Patient, engine: FakeEngine) -> None:
    engine.behaviour = hangs(1.0)
    patient.say("一")
    work()
    engine.behaviour = echo
    time.sleep(1.0)
    late_now()
    assert states()[-1] == "kept"
    patient.say("二")
    work()
    assert [("一" in text) for text in patient.seen[-3:]] == [False, True, False]
    assert "「二」" in patient.seen[-1]
    assert patient.pushes == []


def test_a_late_urgent_answer_is_pushed(patient: Patient, engine: FakeEngine) -> None:
    engine.behaviour = hangs(1.0, URGENT)
    patient.say("息が苦しい")
    work()
    time.sleep(1.0)
    late_now()
    send_due()
    assert patient.pushes[0].messages[0]["text"] == "すぐに119番へ電話してください。"
    late_now()
    send_due()
    assert len(patient.pushes) == 1


def test_the_tap_for_a_late_urgent_answer_brings_it_first(patient: Patient, engine: FakeEngine) -> None:
    engine.behaviour = hangs(1.0, URGENT)
    patient.say("息が苦しい")
    work()
    time.sleep(1.0)
    patient.tap("v1;line;result")
    work()
    assert patient.replies[-1].messages[0]["text"] == "すぐに119番へ電話してください。"
    send_due()
    assert patient.pushes == []


def test_a_tap_while_the_engine_still_hangs_says_so_again(patient: Patient, engine: FakeEngine) -> None:
    engine.behaviour = hangs(3.0)
    patient.say("膝が痛い")
    work()
    patient.tap("v1;line;result")
    work()
    assert "確認に時間がかかっています" in patient.last
    assert len(patient.replies) == 2


def test_an_engine_that_never_answers_ends_with_the_phone(patient: Patient, engine: FakeEngine, line: FakeLine) -> None:
    engine.behaviour = hangs(2.0)
    patient.say("膝が痛い")
    work()
    pass_time(line, 700)
    late_now()
    assert states()[-1] == "kept"
    engine.behaviour = echo
    patient.say("もしもし")
    work()
    assert "ただいまお答えできません" in "\n".join(patient.seen)


def test_the_answer_of_nothing_is_said_kindly(patient: Patient) -> None:
    patient.tap("v1;line;result")
    work()
    assert "お届けしていない回答はありません" in patient.last


@pytest.mark.parametrize("behaviour", [fails, malformed(b"{}"), answer(reply())], ids=["503", "malformed", "silent"])
def test_an_engine_that_fails_gives_the_phone_at_once(patient: Patient, engine: FakeEngine, behaviour: Any) -> None:
    engine.behaviour = behaviour
    patient.say("膝が痛い")
    work()
    assert "ただいまお答えできません" in patient.last
    assert "電話する(050-1869-7918)" in patient.buttons
    assert "119番" in patient.last


def test_an_engine_that_is_down_gives_the_phone_at_once(patient: Patient, no_engine: None) -> None:
    patient.say("膝が痛い")
    work()
    assert "050-1869-7918" in patient.last


def test_that_an_answer_is_on_its_way_is_shown_after_a_moment(
    patient: Patient, engine: FakeEngine, line: FakeLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogue, "LOADING_AFTER_S", 0.1)
    line.calls.clear()
    patient.say("速い")
    work()
    assert "chat/loading/start" not in line.endpoints()
    engine.behaviour = hangs(0.3)
    patient.say("遅い")
    work()
    shown = [body for endpoint, body in line.calls if endpoint == "chat/loading/start"]
    assert shown == [{"chatId": patient.id, "loadingSeconds": 20}]


def test_the_engine_is_waited_for_as_long_as_the_token_allows(
    patient: Patient, engine: FakeEngine, line: FakeLine, settings: Settings
) -> None:
    settings.LINE = replace(settings.LINE, engine_wait_s=40)
    engine.behaviour = hangs(1.5)
    patient.say("膝が痛い")
    pass_time(line, 39)
    started = time.monotonic()
    work()
    assert 0.5 < time.monotonic() - started < 1.45
    assert "確認に時間がかかっています" in patient.last
