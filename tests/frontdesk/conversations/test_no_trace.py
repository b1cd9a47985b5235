"""After an erasure no value that was written can be found: not in a table, a database file, a log or a journal."""

from __future__ import annotations

import io
import logging
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from frontdesk.conversations.models import Conversation, PendingErasure
from frontdesk.logs import JsonLines
from frontdesk.privacy.models import AuditEntry
from tests.frontdesk.conversations.test_tracker_store import NOW, remember
from tests.frontdesk.fake_engine import FakeEngine, answer, fails, malformed, reply
from tests.frontdesk.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

CANARIES = ("カナリア膝太郎", "canary@example.jp", "090-7777-1234", "カナリアの内緒話")
TEXT = "名前はカナリア膝太郎です。canary@example.jp か 090-7777-1234 へ。カナリアの内緒話"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """A file that gets every line of every logger, down to DEBUG, in the form of production."""
    file = tmp_path / "everything.log"
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # The statements of the database are logged only with DEBUG on, which production refuses.
    statements = logging.getLogger("django.db.backends")
    was_disabled, statements.disabled = statements.disabled, True
    yield file
    statements.disabled = was_disabled
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()


def left_in(*files: Path) -> list[tuple[str, str]]:
    """Which canary still stands in which file, in UTF-8 or escaped as JSON does."""
    beside = [part for file in files for part in file.parent.glob(file.name + "*")]
    return [
        (canary, part.name)
        for part in beside
        for canary in CANARIES
        if any(form in part.read_bytes() for form in (canary.encode(), canary.encode("unicode_escape")))
    ]


def talk(visitor: Visitor, engine: FakeEngine, tracker_file: Path) -> uuid.UUID:
    """A conversation in which everything that can go wrong does, with the canaries in every message."""
    visitor.say(TEXT)
    for behaviour in (answer(reply("a", entities=[{"value": "カナリアの内緒話"}])), fails, malformed(TEXT.encode())):
        engine.behaviour = behaviour
        visitor.say(TEXT)
    visitor.say(TEXT * 20)
    visitor.send_bytes(f'{{"id": "x", "text": "{TEXT}"'.encode())
    visitor.tap("v1;intent;inform;treatment=09077771234")
    conversation = Conversation.objects.get().pk
    for canary in CANARIES:
        remember(tracker_file, conversation, NOW, canary)
    return conversation


def test_personal_values_never_reach_the_record_nor_the_engine(
    engine: FakeEngine, record_file: Path, tracker_file: Path, log_file: Path
) -> None:
    talk(Visitor(), engine, tracker_file)
    personal = CANARIES[:3]
    assert not [found for found in left_in(record_file, log_file) if found[0] in personal]
    assert not any(canary in str(engine.turns) for canary in personal)
    # What is not personal by itself stays readable in the record until it is erased.
    assert {canary for canary, _ in left_in(record_file)} == {"カナリアの内緒話"}


@pytest.mark.parametrize("how", ["by the API", "by word", "by staff"])
def test_an_erased_conversation_leaves_no_canary_anywhere(
    engine: FakeEngine, record_file: Path, tracker_file: Path, log_file: Path, how: str
) -> None:
    visitor = Visitor()
    conversation = talk(visitor, engine, tracker_file)
    assert left_in(record_file)
    assert left_in(tracker_file)
    if how == "by the API":
        visitor.erase()
    elif how == "by word":
        visitor.say("履歴を削除")
        visitor.tap("v1;erase;yes")
    else:
        call_command("erase", str(conversation), stdout=io.StringIO())
    assert left_in(record_file, tracker_file, log_file) == []
    assert not Conversation.objects.exists()
    assert engine.erased == [str(conversation)]
    assert AuditEntry.objects.get().conversation == conversation


def test_with_the_engine_down_its_file_is_emptied_all_the_same(
    engine: FakeEngine, record_file: Path, tracker_file: Path
) -> None:
    visitor = Visitor()
    conversation = talk(visitor, engine, tracker_file)
    engine.erases = False
    visitor.erase()
    assert left_in(record_file, tracker_file) == []
    assert PendingErasure.objects.get().conversation == conversation


def test_a_tracker_store_that_is_locked_is_tried_again(
    engine: FakeEngine, tracker_file: Path, settings: Settings
) -> None:
    settings.TRACKER_DATABASE["OPTIONS"]["timeout"] = 0.05
    visitor = Visitor()
    talk(visitor, engine, tracker_file)
    locked = sqlite3.connect(tracker_file)
    locked.execute("BEGIN EXCLUSIVE")
    visitor.erase()
    assert PendingErasure.objects.get().attempts == 1
    assert left_in(tracker_file)
    locked.close()
    call_command("clock", "--once")
    assert not PendingErasure.objects.exists()
    assert left_in(tracker_file) == []


def test_staff_are_told_when_there_is_nothing_to_erase_or_the_engine_is_down(engine: FakeEngine) -> None:
    with pytest.raises(CommandError, match="there is no conversation"):
        call_command("erase", str(uuid.uuid4()))
    engine.erases = False
    Visitor()
    said = io.StringIO()
    call_command("erase", str(Conversation.objects.get().pk), stdout=said)
    assert "asked again every minute" in said.getvalue()
