"""A canary in a message never stands in a log, and in the database only encrypted and for as long as needed (T13)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from frontdesk.line import handling
from frontdesk.line.tasks import answer_waiting
from frontdesk.logs import JsonLines
from tests.frontdesk.fake_engine import FakeEngine, answer, fails, malformed, reply
from tests.frontdesk.line.conftest import states, work
from tests.frontdesk.line.fake_line import FakeLine, Fault
from tests.frontdesk.line.patient import Patient

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "カナリアの内緒話"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """A file that gets every line of every logger, in the form of production, down to DEBUG where that is ours."""
    file = tmp_path / "everything.log"
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(JsonLines())
    root, ours = logging.getLogger(), logging.getLogger("frontdesk")
    root.addHandler(handler)
    ours.setLevel(logging.DEBUG)
    yield file
    ours.setLevel(logging.NOTSET)
    root.removeHandler(handler)
    handler.close()


def stands_in(canaries: list[str], *files: Path) -> list[str]:
    """Which canary stands in a file, in UTF-8 or escaped as JSON does."""
    content = b"".join(part.read_bytes() for file in files for part in file.parent.glob(file.name + "*"))
    return [one for one in canaries if one.encode() in content or one.encode("unicode_escape") in content]


def test_whatever_goes_wrong_no_word_no_id_and_no_token_is_logged(
    patient: Patient,
    line: FakeLine,
    engine: FakeEngine,
    log_file: Path,
    record_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("frontdesk.line.sender.AFTER_429_S", 0.0)
    engine.behaviour = answer(reply("答え"))
    faults = [Fault(400, {"message": CANARY, "details": [{"property": "messages[0].text", "message": CANARY}]})]
    for fault in (*faults, Fault(500), Fault(429), Fault(403), Fault(drops=True)):
        line.fail("message/reply", fault, fault)
        patient.say(CANARY)
        work()
    for behaviour in (fails, malformed(CANARY.encode())):
        engine.behaviour = behaviour
        patient.say(CANARY)
        work()
    monkeypatch.setattr(handling, "typed_text", lambda event: 1 / len(event.text[:0]))
    patient.say(CANARY)
    work()
    patient.tap(CANARY)
    tokens = list(line.tokens)
    assert stands_in([CANARY, patient.id, *tokens], log_file) == []
    assert "ZeroDivisionError" in log_file.read_text("utf-8")
    assert stands_in([CANARY, patient.id, *tokens], record_file) == []


def test_a_worker_of_the_task_queue_is_woken_where_that_is_wanted(
    patient: Patient, line: FakeLine, engine: FakeEngine, settings: Settings
) -> None:
    from django_tasks_db.models import DBTaskResult

    patient.say("膝が痛い")
    assert not DBTaskResult.objects.exists()
    settings.LINE = replace(settings.LINE, wakes_by_task=True)
    patient.say("足首が痛い")
    task = DBTaskResult.objects.get()
    assert task.args_kwargs == {"args": [], "kwargs": {}}
    answer_waiting.call()
    assert states() == ["sent", "sent"]
