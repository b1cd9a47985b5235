"""While a person answers, the assistant says nothing but what is urgent, and remembers nothing."""

from __future__ import annotations

import pytest

from tests.engine.channel.running_engine import RunningEngine

URGENT = "急に胸が痛くて息が苦しい"


@pytest.mark.parametrize(
    "asked",
    [{"text": "靴のサイズはどう合わせますか"}, {"payload": "v1;topic;shoes/fitting"}],
    ids=["typed", "tapped"],
)
def test_what_is_not_urgent_is_left_to_the_person(engine: RunningEngine, asked: dict[str, str]) -> None:
    answer = engine.turn(conversation="with a person", mode="human", **asked)
    assert answer.status == 200
    assert answer.body["messages"] == []
    assert answer.body["red_flag"] is None
    assert engine.events("with a person") == []


def test_an_urgent_text_is_answered_all_the_same(engine: RunningEngine) -> None:
    answer = engine.turn(conversation="with a person", mode="human", text=URGENT)
    assert answer.body["red_flag"]["tier"] == "119"
    assert answer.body["messages"][0]["urgency"] == "119"
    assert engine.events("with a person") == []


def test_the_mode_counts_for_its_turn_only(engine: RunningEngine) -> None:
    engine.turn(conversation="back", id="1", mode="human", text="こんにちは")
    assert engine.turn(conversation="back", id="2", mode="bot", text="こんにちは").body["messages"]
