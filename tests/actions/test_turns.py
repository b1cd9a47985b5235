"""The conversation as turns: who asked what, what was said to it, which answer is the last."""

from __future__ import annotations

import pytest

from actions.turns import Turn, failures_in_a_row, last_answered, turns_of
from tests.actions.conversation import Event, bot, not_understood, user

LISTEN: Event = {"event": "action", "name": "action_listen"}


def answers(turn: Turn | None) -> list[str] | None:
    return None if turn is None else [event["text"] for event in turn.said]


def test_each_utterance_begins_a_turn_and_keeps_what_was_said_to_it() -> None:
    turns = turns_of([LISTEN, user("shoes", {"shoes/fitting": 0.9}), bot("一"), bot("二"), LISTEN, user("greet")])
    assert [(turn.intent, turn.topic, answers(turn)) for turn in turns] == [
        ("shoes", "shoes/fitting", ["一", "二"]),
        ("greet", None, []),
    ]


def test_a_turn_keeps_ranking_and_entities() -> None:
    turn = turns_of([not_understood({"shoes/fitting": 0.2}, ("body_part",))])[0]
    assert turn.ranking == [{"name": "shoes/fitting", "confidence": 0.2}]
    assert [entity["entity"] for entity in turn.entities] == ["body_part"]


@pytest.mark.parametrize(
    "event",
    [{"event": "user"}, {"event": "user", "parse_data": None}, {"event": "user", "parse_data": {"intent": None}}],
    ids=["no parse data", "none", "no intent"],
)
def test_an_utterance_without_parse_data_is_a_turn_of_nothing(event: Event) -> None:
    assert turns_of([event]) == [Turn(intent=None, topic=None, ranking=[], entities=[])]


def test_what_is_said_before_the_first_utterance_belongs_to_no_turn() -> None:
    assert turns_of([LISTEN, bot("ようこそ")]) == []


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([user("shoes"), bot("靴"), user("repeat")], ["靴"], id="the turn before"),
        pytest.param([user("shoes"), bot("靴"), user("repeat"), bot("靴"), user("repeat")], ["靴"], id="past a repeat"),
        pytest.param(
            [user("shoes"), bot("靴"), user("more_detail"), bot("他"), user("repeat")], ["靴"], id="past more detail"
        ),
        pytest.param([user("shoes"), bot("靴"), user("greet"), user("repeat")], ["靴"], id="past a silent turn"),
        pytest.param([user("shoes"), bot("靴"), user("greet"), bot("はい"), user("repeat")], ["はい"], id="the latest"),
        pytest.param([user("repeat"), bot("言えません")], None, id="the turn under way does not count"),
        pytest.param([user("repeat")], None, id="first utterance"),
        pytest.param([], None, id="nothing yet"),
    ],
)
def test_last_answered_is_the_latest_answer_that_did_not_look_back(
    events: list[Event], expected: list[str] | None
) -> None:
    assert answers(last_answered(turns_of(events))) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([], 0, id="nothing yet"),
        pytest.param([user("shoes")], 0, id="understood"),
        pytest.param([not_understood()], 1, id="the first"),
        pytest.param([not_understood(), not_understood()], 2, id="two in a row"),
        pytest.param([not_understood(), user("shoes"), not_understood()], 1, id="an understood one between"),
        pytest.param([not_understood(), not_understood(), user("shoes")], 0, id="over"),
    ],
)
def test_failures_are_counted_back_from_the_turn_under_way(events: list[Event], expected: int) -> None:
    assert failures_in_a_row(turns_of(events)) == expected
