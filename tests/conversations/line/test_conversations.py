"""Whole conversations over LINE with the running system: every topic, urgent symptoms, take-back and speed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import httpx
import pytest

from data_checks.contract import Topic, load_contract
from tests.conversations.line.desk import busy
from tests.conversations.line.friend import Friend, posting
from tests.conversations.system import RunningSystem
from tests.frontdesk.line.fake_line import FakeLine

TOPICS = [topic for topic in load_contract().topics.values() if "/" in topic.id]


def unsaid(topic: Topic, said: str) -> list[str]:
    return [marker.pattern for marker in topic.markers if not marker.search(said)]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_every_topic_is_answered_on_line(
    new_friend: Callable[[], Friend], line_platform: FakeLine, topic: Topic
) -> None:
    friend = new_friend()
    said = friend.asks(topic.title)
    # A card says in its alternative text what it shows.
    assert unsaid(topic, said) == [], said
    assert line_platform.refused == []
    assert friend.pushes == []


def test_a_related_question_is_reached_by_its_number(friend: Friend) -> None:
    friend.asks("靴の選び方")
    first = next(iter(friend.buttons))
    assert f"1. {first}" in friend.last
    assert friend.asks("1") != ""
    assert friend.line.refused == []


def test_the_comparison_of_treatments_is_a_card_with_its_caution(friend: Friend) -> None:
    said = friend.asks("治療法の比較")
    card = next(message for message in friend.replies[-1].messages if message["type"] == "flex")
    assert all(name in said for name in ("BME再生療法", "PRP治療", "培養幹細胞治療"))
    assert said.index("BME再生療法") < said.index("PRP治療") < said.index("培養幹細胞治療")
    assert "受ける前に" in str(card["contents"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("急に息が苦しくなって胸が痛いです", "tel:119"),
        ("転んでから膝が腫れて歩けません", "tel:%237119"),
        ("もう死にたいです", "tel:0120279338"),
    ],
    ids=["119", "today", "crisis"],
)
def test_an_urgent_symptom_is_answered_first_with_buttons_to_call(friend: Friend, text: str, number: str) -> None:
    friend.asks("靴の選び方")
    said = friend.asks(text)
    messages = friend.replies[-1].messages
    assert messages[0]["type"] == "text"
    assert "119" in said
    assert number in [button["action"]["uri"] for button in messages[1]["contents"]["body"]["contents"]]
    assert "quickReply" not in messages[-1]
    again = friend.asks("靴の選び方")
    assert "119" in again.splitlines()[0] or "つらいお気持ち" in again.splitlines()[0]


def test_an_urgent_symptom_in_two_messages_is_found_without_consent(
    http: httpx.Client, line_platform: FakeLine
) -> None:
    stranger = Friend(line_platform, posting(http))
    stranger.asks("昨日階段で転びました")
    said = stranger.asks("痛くて歩けません")
    assert "受診してください" in said.splitlines()[0]


def test_a_record_is_erased_by_word(friend: Friend) -> None:
    friend.asks("靴の選び方")
    friend.asks("履歴を削除")
    assert "消しました" in friend.asks("1")
    assert "まだありません" in friend.asks("もう一度言ってください")


def test_a_dead_engine_gives_the_phone_and_119(system: RunningSystem, friend: Friend) -> None:
    with system.without("engine"):
        said = friend.asks("靴の選び方")
        assert "050-1869-7918" in said
        assert "119" in said
    assert "クッション" in friend.asks("靴の選び方")


def test_an_idle_system_replies_within_300_ms(friend: Friend) -> None:
    waits = []
    for topic in TOPICS[:25]:
        before = time.monotonic()
        friend.asks(topic.title)
        waits.append(time.monotonic() - before)
    p50 = statistics.median(waits)
    print(f"event to reply: p50 {p50 * 1000:.0f} ms, worst {max(waits) * 1000:.0f} ms")
    assert p50 <= 0.3 * busy()
