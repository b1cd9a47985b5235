"""When a part dies in the middle of a booking: the phone number, nothing half-written, and it can be finished later."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
import pytest

from tests.conversations.bookings.rows import bookings_of, history_of, slots_of
from tests.conversations.system import RunningSystem
from tests.conversations.visitor import Visitor, reply_in

PHONE = "050-1869-7918"
ANSWERS = ["予約したい", "大野", "09012345681", "いつでも", "膝の相談", "はい"]
SENDS = "v1;intent;form_choice;answer=confirm_yes"


@pytest.mark.parametrize("answered", range(len(ANSWERS)))
def test_dead_actions_at_any_question_give_the_phone_and_the_booking_goes_on(
    system: RunningSystem, visitor: Visitor, answered: int
) -> None:
    for text in ANSWERS[:answered]:
        visitor.ask(text)
    with system.without("actions"):
        assert PHONE in visitor.ask(ANSWERS[answered]).said
    for text in ANSWERS[answered:]:
        visitor.ask(text)
    finish(system, visitor)


def test_actions_that_die_at_the_confirmation_leave_no_booking_until_it_is_sent_again(
    system: RunningSystem, visitor: Visitor
) -> None:
    for text in ANSWERS:
        visitor.ask(text)
    with system.without("actions"):
        assert PHONE in visitor.tap(SENDS).said
        assert bookings_of(system, visitor.conversation) == []
    finish(system, visitor)


def test_actions_that_hang_at_the_confirmation_lead_to_one_booking_at_most(
    system: RunningSystem, visitor: Visitor
) -> None:
    for text in ANSWERS:
        visitor.ask(text)
    with system.hanging("actions"):
        assert PHONE in visitor.tap(SENDS).said
    visitor.tap(SENDS)
    assert len(bookings_of(system, visitor.conversation)) == 1


def test_a_database_without_the_bookings_gives_the_phone_and_the_question_stays(
    system: RunningSystem, visitor: Visitor
) -> None:
    for text in ANSWERS:
        visitor.ask(text)
    with without_bookings(system):
        reply = visitor.tap(SENDS)
        assert "登録できませんでした" in reply.said
        assert PHONE in reply.said
        assert "送信する" in reply.quick_replies
    assert bookings_of(system, visitor.conversation) == []
    finish(system, visitor)


def test_a_database_that_is_locked_writes_nothing_and_the_same_message_goes_through_later(
    system: RunningSystem, visitor: Visitor
) -> None:
    for text in ANSWERS:
        visitor.ask(text)
    body = {"id": str(uuid.uuid4()), "payload": SENDS}
    with locked(system):
        answer = visitor.send(body)
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert PHONE in answer.json()["error"]["message"]
    assert bookings_of(system, visitor.conversation) == []
    assert "受付番号" in reply_in(visitor.send(body)).said
    assert len(bookings_of(system, visitor.conversation)) == 1


def test_a_dead_engine_in_the_middle_gives_the_phone_and_remembers(system: RunningSystem, visitor: Visitor) -> None:
    for text in ANSWERS:
        visitor.ask(text)
    with system.without("engine"):
        assert PHONE in visitor.tap(SENDS).said
    finish(system, visitor)


def finish(system: RunningSystem, visitor: Visitor) -> None:
    """Sends the booking and looks at its rows; nothing of it is left in the engine's slots."""
    assert "受付番号" in visitor.tap(SENDS).said
    assert "これで終わりです" in visitor.ask("いりません").said
    (booking,) = bookings_of(system, visitor.conversation)
    assert (booking["name"], booking["phone"], booking["concern"]) == ("大野", "090-1234-5681", "膝の相談")
    assert history_of(system, booking["id"]) == ["requested"]
    assert slots_of(system, visitor.conversation) == {}


@contextmanager
def without_bookings(system: RunningSystem) -> Iterator[None]:
    """The bookings' table is away while the block runs."""
    with closing(sqlite3.connect(system.folder / "frontdesk.sqlite3")) as database:
        database.execute("ALTER TABLE clinic_booking RENAME TO away")
        database.commit()
        try:
            yield
        finally:
            database.execute("ALTER TABLE away RENAME TO clinic_booking")
            database.commit()


@contextmanager
def locked(system: RunningSystem) -> Iterator[None]:
    """Nobody else can write to the database while the block runs."""
    with closing(sqlite3.connect(system.folder / "frontdesk.sqlite3", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            database.execute("ROLLBACK")
