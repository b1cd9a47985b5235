"""Urgent symptoms are answered first, whatever else is being talked about; the rules themselves have their own tests."""

from __future__ import annotations

import pytest

from tests.conversations.visitor import Reply, Visitor


def urgency_of(reply: Reply) -> str | None:
    """How urgent the first bubble is."""
    urgency: str | None = reply.messages[0].get("urgency")
    return urgency


@pytest.mark.parametrize(
    ("text", "tier", "number"),
    [
        pytest.param("急に息が苦しくなって胸が痛いです", "119", "tel:119", id="chest and breath"),
        pytest.param("転んでから膝が腫れて歩けません", "today", "tel:%237119", id="cannot walk after a fall"),
    ],
)
@pytest.mark.parametrize("before", [[], ["靴の選び方"], ["膝が痛い"]], ids=["fresh", "answered", "asked back"])
def test_an_urgent_symptom_is_answered_before_everything(
    visitor: Visitor, before: list[str], text: str, tier: str, number: str
) -> None:
    for earlier in before:
        visitor.ask(earlier)
    reply = visitor.ask(text)
    assert urgency_of(reply) == tier
    assert number in reply.links
    assert "119" in reply.said


def test_the_next_answer_recalls_the_urgent_symptom_first(visitor: Visitor) -> None:
    visitor.ask("急に息が苦しくなって胸が痛いです")
    reply = visitor.ask("靴の選び方")
    assert urgency_of(reply) == "119"
    assert "クッション" in reply.said


@pytest.mark.parametrize("text", ["膝が腫れることはありますか", "階段で膝が痛くなるのはなぜですか", "靴の選び方"])
def test_a_general_question_is_not_urgent(visitor: Visitor, text: str) -> None:
    assert urgency_of(visitor.ask(text)) is None
