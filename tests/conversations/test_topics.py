"""All topics are reachable: asked by its title or by its button, each gives an answer that says what it must."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data_checks.contract import Topic, load_contract
from tests.conversations.visitor import Reply, Visitor

TOPICS = [topic for topic in load_contract().topics.values() if "/" in topic.id]
INTENTS_WITH_MARKERS = [topic for topic in load_contract().topics.values() if "/" not in topic.id and topic.markers]


def unsaid(topic: Topic, reply: Reply) -> list[str]:
    """The markers of the topic that the reply does not match."""
    return [marker.pattern for marker in topic.markers if not marker.search(reply.said)]


def test_there_are_64_topics() -> None:
    assert len(TOPICS) == 64


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_asking_the_title_of_a_topic_gets_its_answer(visitor: Visitor, topic: Topic) -> None:
    reply = visitor.ask(topic.title)
    assert unsaid(topic, reply) == [], reply.said


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_tapping_a_topic_gets_its_answer(visitor: Visitor, topic: Topic) -> None:
    reply = visitor.tap(f"v1;topic;{topic.id}")
    assert unsaid(topic, reply) == [], reply.said


@pytest.mark.parametrize("intent", INTENTS_WITH_MARKERS, ids=lambda intent: intent.id)
def test_tapping_an_intent_gets_its_answer(visitor: Visitor, intent: Topic) -> None:
    reply = visitor.tap(f"v1;intent;{intent.id}")
    assert unsaid(intent, reply) == [], reply.said


def test_every_button_of_every_answer_leads_to_an_answer(new_visitor: Callable[[], Visitor]) -> None:
    payloads = {
        payload for topic in TOPICS for payload in new_visitor().tap(f"v1;topic;{topic.id}").quick_replies.values()
    }
    assert payloads
    for payload in sorted(payloads):
        assert new_visitor().tap(payload).messages, payload
