"""A fake LINE platform, the channel switched on, and the worker run step by step in the test's own thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from frontdesk.line import inbox, processing, quota
from frontdesk.line.leases import Leases
from frontdesk.line.models import InboxEvent, Push
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.line.fake_line import ACCESS_TOKEN, FakeLine
from tests.frontdesk.line.patient import CHANNEL_SECRET, Patient


@pytest.fixture
def line(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLine]:
    """The platform; events are due at once."""
    fake = FakeLine()
    fake.start()
    settings.LINE = replace(
        settings.LINE, channel_secrets=(CHANNEL_SECRET,), access_token=ACCESS_TOKEN, api_host=fake.url
    )
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "RATE_LIMIT_LINE_MESSAGES_PER_PERSON": "1000/minute"}
    monkeypatch.setattr(inbox, "SETTLE", timedelta(0))
    monkeypatch.setattr(quota, "_known", None)
    yield fake
    fake.stop()


@pytest.fixture
def post(client: Client) -> Callable[[bytes, dict[str, str]], int]:
    """Sends a body to the webhook."""

    def send(body: bytes, headers: dict[str, str]) -> int:
        return int(client.post("/line/webhook", body, content_type="application/json", headers=headers).status_code)

    return send


@pytest.fixture
def new_patient(line: FakeLine, post: Callable[[bytes, dict[str, str]], int]) -> Callable[[], Patient]:
    """For tests with several people."""
    return lambda: Patient(line, post)


@pytest.fixture
def patient(new_patient: Callable[[], Patient]) -> Patient:
    """Somebody who has the clinic as a friend and has read the notice."""
    return new_patient()


@pytest.fixture
def friend(patient: Patient, engine: FakeEngine) -> Patient:
    """Has added the clinic, agreed to the notice, and seen nothing else."""
    patient.send(patient.event("follow", follow={"isUnblocked": False}))
    patient.send(patient.postback("v1;line;consent"))
    work()
    patient.line.seen.clear()
    return patient


def work() -> None:
    """What the worker does until nothing is due any more."""
    leases = Leases()
    for _ in range(100):
        claimed = leases.claim(10)
        for key, owner in claimed:
            processing.drain(key, owner)
            leases.give_back(owner)
        if not claimed:
            return
    raise AssertionError("the worker does not come to an end")


def states() -> list[str]:
    """The states of all events in their order."""
    return list(InboxEvent.objects.values_list("state", flat=True))


def pass_time(line: FakeLine, seconds: float) -> None:
    """Everything that is stored is older by so much, and the platform's clock is later."""
    line.offset_s += seconds
    ago = timedelta(seconds=seconds)
    InboxEvent.objects.update(
        received_at=F("received_at") - ago, due_at=F("due_at") - ago, at_ms=F("at_ms") - int(seconds * 1000)
    )
    Push.objects.update(made_at=F("made_at") - ago, due_at=F("due_at") - ago)
