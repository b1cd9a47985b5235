"""A message is read in its conversation: what was spoken of stays in question, and nothing asked for is dropped."""

from __future__ import annotations

from typing import Any

import pytest

from data_checks.contract import Topic, load_contract
from tests.conversations.visitor import Reply, Visitor

TOPICS = load_contract().topics
BME, PRP, STEM_CELLS = "14万3千円", "30〜50万円", "120〜150万円"


def without_ids(reply: Reply) -> list[dict[str, Any]]:
    """The bubbles of a reply without what differs from turn to turn."""
    return [{key: value for key, value in message.items() if key != "id"} for message in reply.messages]


def says(reply: Reply, topic: str) -> bool:
    """Whether a reply matches every marker of the topic."""
    return all(marker.search(reply.said) for marker in TOPICS[topic].markers)


def test_the_treatment_in_question_is_kept_until_another_one_is_named(visitor: Visitor) -> None:
    assert says(visitor.ask("BMEって何?"), "treatment/bme")
    cost = visitor.ask("いくら?").said
    assert BME in cost
    assert PRP not in cost
    assert STEM_CELLS not in cost
    duration = visitor.ask("何日かかる?").said
    assert "BME" in duration
    assert "PRP" not in duration
    side_effects = visitor.ask("副作用は?").said
    assert "BME" in side_effects
    assert "PRP" not in side_effects
    other = visitor.ask("じゃあPRPは?").said
    assert "PRP" in other
    assert "BME" not in other
    assert "副作用" in other, "the aspect asked for last is asked for again"


def test_a_question_in_general_is_not_narrowed_by_what_nobody_asked(visitor: Visitor) -> None:
    said = visitor.ask("治療費はいくらですか").said
    assert BME in said
    assert PRP in said
    assert STEM_CELLS in said


def test_a_button_narrows_the_next_question_as_the_typed_name_does(visitor: Visitor) -> None:
    visitor.tap("v1;topic;treatment/stem_cell")
    said = visitor.ask("費用は?").said
    assert STEM_CELLS in said
    assert BME not in said


def test_a_follow_up_on_an_exercise_stays_with_the_exercise(visitor: Visitor) -> None:
    assert says(visitor.ask("椅子からの立ち上がり運動のやり方を教えて"), "selfcare/chair_stand")
    assert says(visitor.ask("何回やればいい?"), "selfcare/chair_stand")


@pytest.mark.parametrize("words", ["もっと詳しく", "他には?"])
def test_asking_for_more_offers_what_belongs_to_the_answer(visitor: Visitor, words: str) -> None:
    answer = visitor.ask("BMEって何?")
    assert visitor.ask(words).quick_replies == answer.quick_replies


def test_asking_again_repeats_the_answer(visitor: Visitor) -> None:
    answer = visitor.ask("ふくらはぎのストレッチ")
    assert without_ids(visitor.ask("もう一度")) == without_ids(answer)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("費用と期間を教えて", ["treatment/cost", "treatment/duration"]),
        ("膝の内側が痛い原因は?あと何科に行けばいい?", ["symptom/inner_knee_pain", "exam/department"]),
        ("駐車場ありますか?電話番号も教えて", ["clinic/hours_access", "clinic/phone"]),
    ],
)
def test_two_questions_in_one_message_are_both_answered(visitor: Visitor, text: str, topics: list[str]) -> None:
    reply = visitor.ask(text)
    assert [topic for topic in topics if not says(reply, topic)] == [], reply.said


@pytest.mark.parametrize("greeting", ["こんにちは!", "はじめまして。お世話になります。", "すみません、"])
def test_a_greeting_before_a_question_does_not_hide_the_question(visitor: Visitor, greeting: str) -> None:
    reply = visitor.ask(f"{greeting}靴の選び方を教えてください")
    assert says(reply, "shoes/choosing"), reply.said


@pytest.mark.parametrize("topic", [t for t in TOPICS.values() if "/" in t.id], ids=lambda topic: topic.id)
def test_a_topic_tapped_and_its_title_typed_get_the_same_answer(visitor: Visitor, topic: Topic) -> None:
    typed = visitor.ask(topic.title)
    visitor.erase()
    assert without_ids(Visitor(visitor.http).tap(f"v1;topic;{topic.id}")) == without_ids(typed)
