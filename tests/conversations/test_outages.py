"""When a part of the system hangs or dies, the visitor reads the phone number, and it comes back by itself."""

from __future__ import annotations

import time
import uuid

import pytest

from tests.conversations.record import turns_with_id
from tests.conversations.system import RunningSystem
from tests.conversations.visitor import Reply, Visitor, reply_in

# The front desk gives up after 4.5 s; the rest is room for a busy machine.
LONGEST_WAIT_S = 8.0
REPEAT = "もう一度言ってください"


def assert_gives_the_phone(reply: Reply) -> None:
    """The one sentence for a turn that nobody answered, with the number to tap."""
    assert "050-1869-7918" in reply.said
    assert "119" in reply.said
    assert "tel:05018697918" in reply.links


@pytest.mark.parametrize("text", ["靴の選び方", REPEAT])
def test_an_engine_that_hangs_gives_the_phone_in_time(system: RunningSystem, visitor: Visitor, text: str) -> None:
    before = visitor.ask("靴の選び方")
    with system.hanging("engine"):
        started = time.monotonic()
        assert_gives_the_phone(visitor.ask(text))
        assert time.monotonic() - started < LONGEST_WAIT_S
    assert visitor.ask("靴の選び方").said == before.said


def test_a_message_whose_answer_came_too_late_keeps_the_answer_it_got(system: RunningSystem, visitor: Visitor) -> None:
    body = {"id": str(uuid.uuid4()), "text": "靴の選び方"}
    with system.hanging("engine"):
        apology = reply_in(visitor.send(body))
    assert reply_in(visitor.send(body)) == apology
    (row,) = turns_with_id(system, body["id"])
    assert row["outcome"] == "error"


def test_a_dead_engine_gives_the_phone_and_comes_back_with_its_memory(system: RunningSystem, visitor: Visitor) -> None:
    before = visitor.ask("靴の選び方")
    with system.without("engine"):
        assert_gives_the_phone(visitor.ask("PRP療法"))
        assert_gives_the_phone(visitor.tap("v1;topic;shoes/choosing"))
        found = visitor.http.get("/readyz").json()
        assert (found["ready"], found["database"], found["engine"]) == (False, True, False)
        assert visitor.http.get("/healthz").status_code == 200
        assert visitor.http.get("/chat").status_code == 200
    assert visitor.ask(REPEAT).said == before.said


def test_dead_actions_leave_the_reviewed_answers_and_give_the_phone_for_the_rest(
    system: RunningSystem, visitor: Visitor
) -> None:
    with system.without("actions"):
        answer = visitor.ask("靴の選び方")
        assert "クッション" in answer.said
        assert_gives_the_phone(visitor.ask(REPEAT))
        assert_gives_the_phone(visitor.ask("膝が痛い"))
    assert visitor.ask(REPEAT).said == answer.said


def test_actions_that_hang_give_the_phone_in_time(system: RunningSystem, visitor: Visitor) -> None:
    with system.hanging("actions"):
        started = time.monotonic()
        assert_gives_the_phone(visitor.ask(REPEAT))
        assert time.monotonic() - started < LONGEST_WAIT_S
    assert "まだありません" in visitor.ask(REPEAT).said
