"""1,000 events of 50 people, a tenth of them twice and in any order, and the front desk killed again and again."""

from __future__ import annotations

import json
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.conversations.line.desk import Desk, busy, wait_until
from tests.frontdesk.fake_engine import FakeEngine, echo
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import Event, Patient, body_of, signed

PEOPLE, EACH = 50, 20
SEED = 20261122


@pytest.fixture
def people(new_patient: Callable[[], Patient], desk: Desk) -> list[Patient]:
    """Fifty people who have been greeted."""
    people = [new_patient() for _ in range(PEOPLE)]
    for one in people:
        assert one.send(one.event("follow", follow={"isUnblocked": False})) == 200
    wait_until(lambda: desk.open_events() == 0, 120)
    for one in people:
        one.line.seen[one.id].clear()
    return people


def written(people: list[Patient]) -> list[Event]:
    """What they write: each text says its place in the person's own order."""
    return [one.text(f"質問 {number:02}") for number in range(EACH) for one in people]


def shuffled(events: list[Event], dice: random.Random) -> list[Event]:
    """The events in any order, a tenth of them twice."""
    twice = dice.sample(events, len(events) // 10)
    again = [{**event, "deliveryContext": {"isRedelivery": True}} for event in twice]
    both = events + again
    dice.shuffle(both)
    return both


def numbers(one: Patient) -> list[int]:
    """Which of the person's texts were answered, in the order of the answers."""
    return [int(number) for text in one.seen for number in re.findall("「質問 ([0-9]{2})」", text)]


def settle(desk: Desk, people: list[Patient], patience_s: float) -> None:
    """Waits until everything is answered. What a busy machine was too late for comes with each person's next message."""
    wait_until(lambda: desk.open_events() == 0, patience_s)
    for one in people:
        one.say("ありがとう")
    wait_until(lambda: desk.open_events() == 0, patience_s)


def test_what_waits_in_the_inbox_is_answered_once_and_in_order(
    desk: Desk, engine: FakeEngine, people: list[Patient]
) -> None:
    dice = random.Random(SEED)
    deliveries = shuffled(written(people), dice)
    with desk.frozen("worker"):
        bodies = []
        while deliveries:
            size = dice.randint(1, 10)
            bodies.append(body_of(deliveries[:size]))
            del deliveries[:size]
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(lambda body: desk.post(body, signed(body)), bodies)) == {200}
    settle(desk, people, 120)
    assert [numbers(one) for one in people] == [list(range(EACH))] * PEOPLE
    assert people[0].line.refused == []


def test_the_webhook_is_fast_while_the_engine_is_slow_and_nothing_is_lost(
    desk: Desk, engine: FakeEngine, people: list[Patient], record_property: Callable[[str, object], None]
) -> None:
    dice = random.Random(SEED + 1)

    def slow(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
        time.sleep(dice.choice((0.05, 0.1, 0.2, 0.5)))
        return echo(engine, turn)

    engine.behaviour = slow
    engine.most_at_once = 0
    deliveries = shuffled(written(people), dice)
    waits: list[float] = []
    started = time.monotonic()

    def deliver(place: int) -> int:
        time.sleep(max(0.0, started + place / 50 - time.monotonic()))
        event = deliveries[place]
        # The token's minute begins now.
        people[0].line.issue(event["replyToken"], event["source"]["userId"])
        body = body_of([event])
        before = time.monotonic()
        status = desk.post(body, signed(body))
        waits.append(time.monotonic() - before)
        return status

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(deliver, range(len(deliveries)))) == {200}
    settle(desk, people, 120)
    engine.behaviour = echo
    answered = [sorted(numbers(one)) for one in people]
    assert answered == [list(range(EACH))] * PEOPLE
    p50, p99 = statistics.median(waits), sorted(waits)[int(len(waits) * 0.99)]
    print(f"acknowledged: p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms of {len(waits)}")
    record_property("p99_ms", round(p99 * 1000))
    assert p99 <= 0.3 * busy()
    assert engine.most_at_once > 1


def test_a_front_desk_that_is_killed_answers_everything_once_when_it_is_back(
    desk: Desk, engine: FakeEngine, line: FakeLine, people: list[Patient]
) -> None:
    dice = random.Random(SEED + 2)
    engine.behaviour = lambda engine, turn: (time.sleep(0.05), echo(engine, turn))[1]
    ten = people[:10]
    for round_ in range(10):
        for one in ten:
            one.say(f"質問 {round_:02}")
        time.sleep(dice.uniform(0.0, 0.6))
        desk.kill("worker", "web")
        desk.start("web", "worker")
    settle(desk, ten, 120)
    engine.behaviour = echo
    states = Counter(state for (state,) in desk.rows("SELECT state FROM line_inboxevent"))
    print(f"states after ten kills: {dict(states)}")
    assert [numbers(one) for one in ten] == [list(range(10))] * 10
    assert set(states) <= {"sent", "unknown"}
    asked = Counter((turn["conversation"], turn["id"]) for turn in engine.turns)
    assert max(asked.values()) == 1


def test_an_idle_desk_replies_at_once(desk: Desk, engine: FakeEngine, new_patient: Callable[[], Patient]) -> None:
    one = new_patient()
    waits = []
    for number in range(30):
        before = time.monotonic()
        one.say(f"質問 {number:02}")
        wait_until(lambda wanted=number + 1: len(one.replies) == wanted, 60)
        waits.append(time.monotonic() - before)
        time.sleep(0.05)
    print(f"idle: p50 {statistics.median(waits) * 1000:.0f} ms, worst {max(waits) * 1000:.0f} ms")
    assert statistics.median(waits) <= 0.3 * busy()


def test_nothing_of_what_was_written_stands_in_a_log(desk: Desk, new_patient: Callable[[], Patient]) -> None:
    one = new_patient()
    one.say("カナリアの内緒話")
    wait_until(lambda: len(one.replies) == 1, 20)
    logs = b"".join(log.read_bytes() for log in desk.folder.glob("*.log"))
    assert b"line: reply 200" in logs
    for secret in ("カナリア", json.dumps("カナリア")[1:-1], one.id, next(iter(one.line.tokens))):
        assert secret.encode() not in logs
