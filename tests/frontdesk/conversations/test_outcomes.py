"""Every turn has one outcome, and the gravest one that holds."""

from __future__ import annotations

from typing import Any

import pytest

from clinic.placeholders import Filled
from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.outcomes import outcome_of
from tests.frontdesk.fake_engine import reply

SOMETHING = Filled(bubbles=[{"text": "a"}, {"text": "b"}])
FLAG = {"red_flag": {"tier": "119", "rule": "R1"}}


def topic(name: str) -> dict[str, Any]:
    return {"topic": {"name": name, "confidence": 0.9}}


@pytest.mark.parametrize(
    ("understood", "filled", "mode", "expected"),
    [
        pytest.param({}, SOMETHING, "bot", "answered", id="an FAQ answer"),
        pytest.param(FLAG, SOMETHING, "bot", "red_flag", id="a red flag"),
        pytest.param({"actions": ["utter_red_flag"]}, SOMETHING, "bot", "red_flag", id="the list of urgent signs"),
        pytest.param(FLAG, SOMETHING, "human", "red_flag", id="a red flag while a person answers"),
        pytest.param({}, Filled(), "human", "human", id="nothing to say while a person answers"),
        pytest.param({}, Filled(), "bot", "error", id="nothing to say"),
        pytest.param({"actions": ["action_nearest_topics"]}, SOMETHING, "bot", "fallback", id="nearest topics"),
        pytest.param({"actions": ["utter_default"], **topic("greet")}, SOMETHING, "bot", "fallback", id="default"),
        pytest.param(topic("form_answer"), SOMETHING, "bot", "form", id="an answer to a form"),
        pytest.param(topic("book_counseling"), SOMETHING, "bot", "form", id="the beginning of a form"),
        pytest.param(
            {"actions": ["action_stop_booking"], **topic("stop")}, SOMETHING, "bot", "form", id="the end of a form"
        ),
        pytest.param({"actions": ["booking_form"]}, SOMETHING, "bot", "answered", id="a question in a form"),
        pytest.param(topic("out_of_scope"), SOMETHING, "bot", "out_of_scope", id="chit-chat"),
        pytest.param(topic("out_of_scope_medical"), SOMETHING, "bot", "out_of_scope", id="another illness"),
        pytest.param({}, Filled([{"text": "a"}], ["診療時間"]), "bot", "no_info", id="only U1"),
        pytest.param({}, Filled([{"text": "a"}, {"text": "b"}], ["回数"]), "bot", "answered", id="U1 beside an answer"),
        pytest.param(topic("greet"), SOMETHING, "bot", "social", id="a greeting"),
        pytest.param(topic("repeat"), SOMETHING, "bot", "social", id="once more"),
        pytest.param(topic("handoff_phone"), SOMETHING, "bot", "answered", id="the phone"),
        pytest.param({"topic": None}, SOMETHING, "bot", "answered", id="no topic"),
    ],
)
def test_outcome(understood: dict[str, Any], filled: Filled, mode: str, expected: str) -> None:
    assert outcome_of(EngineReply.model_validate(reply("a", **understood)), filled, mode) == expected
