"""Every turn leaves one row: what was asked, what it was taken for, how surely, what was said, and how long it took."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import yaml

from tests.conversations.record import turns_with_id
from tests.conversations.system import ROOT, RunningSystem
from tests.conversations.visitor import Visitor, reply_in


def recorded(system: RunningSystem, visitor: Visitor, **content: str) -> dict[str, Any]:
    """The row of a message that was just answered."""
    message_id = str(uuid.uuid4())
    reply = reply_in(visitor.send({"id": message_id, **content}))
    (row,) = turns_with_id(system, message_id)
    assert row["replies"] == reply.messages
    assert row["answered_at"]
    return row


def threshold() -> float:
    """The probability below which the assistant asks back."""
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text("utf-8"))["pipeline"]
    return float(next(part["threshold"] for part in pipeline if part["name"] == "FallbackClassifier"))


def test_an_answered_question_is_recorded_with_topic_and_confidence(system: RunningSystem, visitor: Visitor) -> None:
    row = recorded(system, visitor, text="靴の選び方")
    assert (row["kind"], row["text"], row["outcome"]) == ("typed", "靴の選び方", "answered")
    assert row["topic"] == "shoes/choosing"
    assert threshold() <= row["confidence"] <= 1
    assert row["nearest"][0]["name"] == "shoes/choosing"
    assert len(row["nearest"]) == 3
    assert row["actions"] == ["utter_shoes/choosing"]
    assert 0 < row["engine_ms"] <= row["reply_ms"]
    assert row["model"]


def test_a_tapped_button_is_recorded_by_its_title_and_is_certain(system: RunningSystem, visitor: Visitor) -> None:
    row = recorded(system, visitor, payload="v1;topic;shoes/choosing")
    assert (row["kind"], row["text"], row["payload"]) == ("payload", "靴の選び方", "v1;topic;shoes/choosing")
    assert (row["topic"], row["confidence"]) == ("shoes/choosing", 1.0)


def test_what_was_not_understood_is_recorded_with_the_nearest_topics(system: RunningSystem, visitor: Visitor) -> None:
    row = recorded(system, visitor, text="膝が痛い")
    assert row["outcome"] == "fallback"
    assert 0 < row["confidence"] < threshold()
    assert len(row["nearest"]) == 3


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("ありがとうございました", "social"), ("今日の天気は?", "out_of_scope"), ("診療時間は?", "no_info")],
)
def test_the_outcome_says_what_came_of_the_turn(
    system: RunningSystem, visitor: Visitor, text: str, outcome: str
) -> None:
    assert recorded(system, visitor, text=text)["outcome"] == outcome


def test_a_treatment_in_the_words_is_recorded_with_its_place(system: RunningSystem, visitor: Visitor) -> None:
    row = recorded(system, visitor, text="PRP療法の副作用は?")
    # What the turns before add to the words has no place in them.
    in_words = [entity for entity in row["entities"] if entity["end"] > entity["start"]]
    treatments = [entity for entity in in_words if entity["entity"] == "treatment"]
    assert [entity["value"] for entity in treatments] == ["prp"]
    assert row["text"][treatments[0]["start"] : treatments[0]["end"]].startswith("PRP")
