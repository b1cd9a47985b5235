"""Erased is erased: no row, no trace in the database file, nothing in the engine, even if that was down."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.core.management import call_command

from frontdesk.conversations.erasure import erase_conversation, retry_pending_erasures
from frontdesk.conversations.models import Conversation, PendingErasure, Turn
from frontdesk.privacy.audit import VISITOR, Origin
from tests.frontdesk.fake_engine import FakeEngine, slow
from tests.frontdesk.visitor import Visitor, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def bytes_of_record(file: Path) -> bytes:
    """The database file and what stands beside it."""
    return b"".join(part.read_bytes() for part in file.parent.glob(file.name + "*"))


def test_the_visitors_erasure_leaves_no_row_no_trace_and_no_tracker(engine: FakeEngine, record_file: Path) -> None:
    visitor = Visitor()
    visitor.say("ひみつの膝の話")
    conversation = Conversation.objects.get().pk
    assert "ひみつの膝の話".encode() in bytes_of_record(record_file)
    assert visitor.erase().status_code == 204
    assert not Conversation.objects.exists()
    assert not Turn.objects.exists()
    assert not PendingErasure.objects.exists()
    assert engine.erased == [str(conversation)]
    assert "ひみつの膝の話".encode() not in bytes_of_record(record_file)


def test_other_conversations_stay(engine: FakeEngine) -> None:
    visitor, other = Visitor(), Visitor()
    visitor.say("a")
    other.say("b")
    visitor.erase()
    assert [turn.text for turn in Turn.objects.all()] == ["b"]


def test_after_erasure_the_token_opens_nothing_and_erasing_again_is_no_error(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.erase()
    assert visitor.say("膝").status_code == 401
    assert visitor.read().status_code == 401
    assert visitor.erase().status_code == 204
    assert engine.turns == []


def test_with_the_engine_down_all_is_erased_here_and_the_rest_is_remembered(engine: FakeEngine) -> None:
    engine.erases = False
    visitor = Visitor()
    visitor.say("膝")
    conversation = Conversation.objects.get().pk
    assert visitor.erase().status_code == 204
    assert not Conversation.objects.exists()
    assert PendingErasure.objects.get().conversation == conversation
    assert PendingErasure.objects.get().attempts == 1


def test_a_remembered_erasure_is_retried_until_the_engine_has_done_it(engine: FakeEngine) -> None:
    engine.erases = False
    Visitor().erase()
    assert retry_pending_erasures() == 0
    assert PendingErasure.objects.get().attempts == 2
    engine.erases = True
    assert retry_pending_erasures() == 1
    assert not PendingErasure.objects.exists()
    assert len(engine.erased) == 1


def test_the_clock_retries_remembered_erasures(engine: FakeEngine) -> None:
    conversation = uuid.uuid4()
    PendingErasure.objects.create(conversation=conversation)
    call_command("clock", "--once")
    assert engine.erased == [str(conversation)]


def test_a_turn_under_way_is_waited_for_so_that_the_engine_keeps_nothing(engine: FakeEngine) -> None:
    visitor = Visitor()
    conversation = Conversation.objects.get().pk
    engine.behaviour = slow

    def erase() -> None:
        engine.asked.wait(10)
        engine.released.set()
        erase_conversation(conversation, who=VISITOR, origin=Origin.WEB)

    said, _ = at_once(lambda: visitor.say("膝"), erase)
    assert said.status_code == 200
    assert not Turn.objects.exists()
    assert engine.erased == [str(conversation)]


def test_a_turn_whose_conversation_is_erased_meanwhile_is_not_recorded(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = slow

    def erase_rows() -> None:
        engine.asked.wait(10)
        Conversation.objects.all().delete()
        engine.released.set()

    said, _ = at_once(lambda: visitor.say("膝"), erase_rows)
    assert said.status_code == 401
    assert not Turn.objects.exists()
