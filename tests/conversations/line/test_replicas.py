"""Two workers on PostgreSQL, killed in turns: each event is answered once and in order, as with SQLite (T5, T8)."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from tests.conversations.line.desk import Desk, wait_until
from tests.conversations.line.test_load import numbers
from tests.frontdesk.fake_engine import FakeEngine, echo
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import Patient
from tests.postgres import postgres

ROUNDS = 6


def test_two_replicas_that_are_killed_in_turns_answer_everything_once_and_in_order(
    line: FakeLine, engine: FakeEngine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    dice = random.Random(5)
    with postgres() as address:
        desk = Desk(tmp_path_factory.mktemp("replicas"), line, engine, address)
        desk.migrate()
        desk.start("web", "worker", "second worker")
        try:
            people = [Patient(line, desk.post) for _ in range(10)]
            for one in people:
                one.send(one.event("follow", follow={"isUnblocked": False}))
            engine.behaviour = lambda engine, turn: (time.sleep(0.05), echo(engine, turn))[1]
            for number in range(ROUNDS):
                for one in people:
                    one.say(f"質問 {number:02}")
                time.sleep(dice.uniform(0.0, 0.5))
                name = dice.choice(("worker", "second worker"))
                desk.kill(name)
                desk.start(name)
            wait_until(lambda: desk.open_events() == 0, 60)
            states = Counter(state for (state,) in desk.rows("SELECT state FROM line_inboxevent"))
            assert [numbers(one) for one in people] == [list(range(ROUNDS))] * len(people)
            assert set(states) <= {"sent", "unknown"}
        finally:
            engine.behaviour = echo
            desk.stop()
