"""Pushes: only what may be pushed, once, under a key, not at night, not beyond the month (T7, T14)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pytest_django import Settings

from frontdesk.line import pushes
from frontdesk.line.models import InboxEvent, Push
from frontdesk.line.pushes import send_due
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.line.conftest import work
from tests.frontdesk.line.fake_line import FakeLine, Fault
from tests.frontdesk.line.patient import Patient

pytestmark = pytest.mark.django_db(transaction=True)

PUSH = "message/push"


@pytest.fixture
def patient(patient: Patient, engine: FakeEngine) -> Patient:
    """Has been greeted."""
    patient.send(patient.event("follow", follow={"isUnblocked": False}))
    work()
    patient.line.seen.clear()
    return patient


def _push(patient: Patient, reason: str = "red_flag") -> Push:
    person = InboxEvent.objects.first().person  # type: ignore[union-attr]
    return Push.objects.create(person=person, reason=reason, messages=json.dumps([{"type": "text", "text": "結果"}]))


@pytest.mark.parametrize(
    "fault", [Fault(500), Fault(500, is_after=True), Fault(drops=True, is_after=True), Fault(429)], ids=lambda f: f"{f}"
)
def test_a_push_is_tried_again_under_its_key_and_arrives_once(line: FakeLine, patient: Patient, fault: Fault) -> None:
    line.fail(PUSH, fault)
    push = _push(patient)
    send_due()
    push.refresh_from_db()
    assert push.state == "waiting"
    for _ in range(3):
        Push.objects.update(due_at="2026-01-01T00:00:00Z")
        send_due()
    push.refresh_from_db()
    assert push.state == "sent"
    assert len(patient.pushes) == 1


def test_a_month_that_is_used_up_ends_the_push_with_a_sentence_for_staff(line: FakeLine, patient: Patient) -> None:
    line.quota, line.used = {"type": "limited", "value": 200}, 200
    push = _push(patient)
    send_due()
    push.refresh_from_db()
    assert (push.state, "上限" in push.why) == ("refused", True)


def test_near_the_months_limit_only_what_is_urgent_is_pushed(
    line: FakeLine, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushes, "is_night", lambda now: False)
    line.quota, line.used = {"type": "limited", "value": 200}, 180
    _push(patient, "booking")
    _push(patient, "red_flag")
    send_due()
    assert [push.state for push in Push.objects.order_by("reason")] == ["waiting", "sent"]


def test_no_reminder_at_night(line: FakeLine, patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushes, "is_night", lambda now: True)
    push = _push(patient, "reminder")
    send_due()
    assert patient.pushes == []
    push.refresh_from_db()
    assert push.due_at > push.made_at


def test_staff_texts_are_pushed_only_by_setting(
    line: FakeLine, patient: Patient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushes, "is_night", lambda now: False)
    _push(patient, "staff")
    send_due()
    assert patient.pushes == []
    settings.LINE = replace(settings.LINE, staff_push=True)
    _push(patient, "staff")
    send_due()
    assert len(patient.pushes) == 1
