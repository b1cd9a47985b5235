"""The components in Rasa's own graph: trained by its training, loaded and asked by its agent."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage


@pytest.fixture(scope="module")
def agent(small_model: Path) -> Agent:
    return Agent.load(str(small_model))


def parsed(agent: Agent, text: str) -> dict[str, Any]:
    return dict(asyncio.run(agent.parse_message(text)))


TOPICS = {
    "靴のサイズを知りたいです": "shoes/fitting",
    "クツのサイズは？": "shoes/fitting",
    "ひざが腫れた": "symptom/swelling",
    "hiza ga hareta": "symptom/swelling",
    "PRPの値段": "treatment/cost",
    "こんにちは！": "greet",
    "もう一度": "repeat",
}


@pytest.mark.parametrize("text", TOPICS)
def test_a_trained_model_finds_topic_and_intent(agent: Agent, text: str) -> None:
    found = parsed(agent, text)
    assert found["topic"]["name"] == TOPICS[text]
    assert found["intent"]["name"] == TOPICS[text].split("/")[0]
    assert found["intent"]["confidence"] == found["topic"]["confidence"]


def test_every_topic_of_the_data_is_ranked_and_probabilities_are_real_numbers(agent: Agent) -> None:
    ranking = parsed(agent, "靴のサイズ")["topic_ranking"]
    assert {entry["name"] for entry in ranking} == set(TOPICS.values())
    assert sum(entry["confidence"] for entry in ranking) == pytest.approx(1, abs=1e-3)


def test_a_topic_selects_its_answer(agent: Agent) -> None:
    selector = parsed(agent, "靴のサイズ")["response_selector"]
    assert selector["shoes"]["response"]["utter_action"] == "utter_shoes/fitting"


@pytest.mark.parametrize("text", ["😀", "xyz", "♨♨"], ids=["emoji", "letters", "signs"])
def test_below_the_threshold_the_intent_is_the_fallback_and_the_ranking_stays(agent: Agent, text: str) -> None:
    found = parsed(agent, text)
    assert found["intent"]["name"] == "nlu_fallback"
    assert len(found["topic_ranking"]) == 5


@pytest.mark.parametrize("text", ["", "  ", "\n　"], ids=["nothing", "blanks", "line break and wide blank"])
def test_nothing_to_read_has_no_topic(agent: Agent, text: str) -> None:
    found = parsed(agent, text)
    assert "topic" not in found
    assert found.get("topic_ranking", []) == []


@pytest.mark.parametrize(
    "text", ["膝" * 5000, "膝\ud800が痛い", "<b>膝</b>\x00\x07", "﷽" * 3000], ids=["long", "surrogate", "HTML", "sign"]
)
def test_no_text_breaks_the_pipeline(agent: Agent, text: str) -> None:
    assert parsed(agent, text)["intent"]["name"]


def test_entities_are_canonical_with_typed_offsets(agent: Agent) -> None:
    text = "ﾋｻﾞへのＰＲＰ療法"
    found = [(e["entity"], e["value"], text[e["start"] : e["end"]]) for e in parsed(agent, text)["entities"]]
    assert found == [("body_part", "knee", "ﾋｻﾞ"), ("treatment", "prp", "ＰＲＰ療法")]


def test_loading_twice_gives_the_same_answers(agent: Agent, small_model: Path) -> None:
    again = Agent.load(str(small_model))
    for text in TOPICS:
        assert parsed(again, text)["topic_ranking"] == parsed(agent, text)["topic_ranking"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("靴のサイズ", "靴は、夕方に合わせます。", id="area action says the topic's answer"),
        pytest.param("こんにちは", "こんにちは。", id="plain intent"),
        pytest.param("😀", "お電話ください。", id="not understood"),
        pytest.param("費用はいくら", "費用は治療によります。", id="no treatment named: the default variation"),
        pytest.param("PRPの費用", "PRPは[[treatments.prp.price]]です。", id="a named treatment fills the slot"),
    ],
)
def test_rules_answer_a_topic_by_the_action_of_its_area(agent: Agent, text: str, answer: str) -> None:
    output = CollectingOutputChannel()
    asyncio.run(agent.handle_message(UserMessage(text, output, sender_id=text)))
    assert output.messages[0]["text"].split("\n")[0] == answer
