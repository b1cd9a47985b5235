"""A conversation is more than single answers: looking back, asking back, and giving up politely."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data_checks.contract import load_contract
from tests.conversations.visitor import Visitor

PHONE = "050-1869-7918"
EMERGENCY = "緊急のときは119番へ電話してください。"
# A bare complaint belongs to no one topic, and a single word says too little.
VAGUE = ["膝が痛い", "痛い"]


def test_the_conversation_opens_with_the_notice_and_a_choice(visitor: Visitor) -> None:
    notice, greeting = visitor.opening.messages
    assert "自動応答" in notice["text"]
    assert "119" in notice["text"]
    assert len(greeting["quick_replies"]) >= 4


def test_every_choice_of_the_opening_leads_to_an_answer(visitor: Visitor, new_visitor: Callable[[], Visitor]) -> None:
    for title, payload in visitor.opening.quick_replies.items():
        assert PHONE not in title
        assert new_visitor().tap(payload).said


def test_a_fresh_conversation_has_nothing_to_repeat_and_says_so(visitor: Visitor) -> None:
    assert "まだありません" in visitor.ask("もう一度言ってください").said


def test_once_more_says_the_last_answer_word_for_word(visitor: Visitor) -> None:
    answer = visitor.ask("治療法の比較")
    again = visitor.ask("もう一度言ってください")
    without_ids = [
        [{name: value for name, value in message.items() if name != "id"} for message in reply.messages]
        for reply in (answer, again)
    ]
    assert without_ids[0] == without_ids[1]


def test_more_detail_offers_what_belongs_to_the_last_answer(visitor: Visitor) -> None:
    answer = visitor.ask("靴の選び方")
    more = visitor.ask("もっと詳しく教えて")
    assert more.quick_replies == answer.quick_replies
    assert PHONE in more.said


def test_more_detail_without_an_answer_asks_what_is_wanted(visitor: Visitor) -> None:
    reply = visitor.ask("もっと詳しく教えて")
    assert "知りたいこと" in reply.said
    assert reply.quick_replies


def test_what_is_not_clear_is_asked_back_with_the_nearest_topics_as_buttons(visitor: Visitor) -> None:
    reply = visitor.ask(VAGUE[0])
    titles = {topic.title: f"v1;topic;{id_}" for id_, topic in load_contract().topics.items() if "/" in id_}
    offered = {title: payload for title, payload in reply.quick_replies.items() if title != "どれでもない"}
    assert "もしかして" in reply.said
    assert PHONE in reply.said
    assert 2 <= len(offered) <= 3
    assert offered.items() <= titles.items()


def test_a_suggested_topic_is_answered_and_none_of_these_is_taken_politely(visitor: Visitor) -> None:
    offered = visitor.ask(VAGUE[0]).quick_replies
    assert "もしかして" not in visitor.tap(offered["どれでもない"]).said
    first = next(payload for title, payload in offered.items() if title != "どれでもない")
    assert "もしかして" not in visitor.tap(first).said


def test_not_understood_twice_in_a_row_gives_the_phone_and_what_to_say(visitor: Visitor) -> None:
    first, second = (visitor.ask(text) for text in VAGUE)
    assert "続けて読み取れず" not in first.said
    assert "続けて読み取れず" in second.said
    assert PHONE in second.said
    assert "ブログを見て膝の相談をしたい" in second.said
    assert "tel:05018697918" in second.links


def test_an_answer_in_between_ends_the_row_of_failures(visitor: Visitor) -> None:
    visitor.ask(VAGUE[0])
    visitor.ask("靴の選び方")
    assert "もしかして" in visitor.ask(VAGUE[0]).said


def test_a_treatment_named_once_is_the_one_asked_about_afterwards(visitor: Visitor) -> None:
    visitor.ask("PRP療法について教えて")
    said = visitor.ask("費用はいくらですか").said
    assert "30〜50万円" in said
    assert "120〜150万円" not in said


@pytest.mark.parametrize("wish", ["人と話したいです", "電話で相談したい", "スタッフにつないでください"])
def test_who_wants_a_person_gets_the_number_and_the_sentence_to_say(visitor: Visitor, wish: str) -> None:
    reply = visitor.ask(wish)
    assert PHONE in reply.said
    assert "ブログを見て膝の相談をしたい" in reply.said
    assert "tel:05018697918" in reply.links


@pytest.mark.parametrize("question", ["今日の東京の天気は?", "ラーメンのおいしい店を教えて", "株価はどうなりますか"])
def test_what_is_not_ours_is_declined_with_a_way_on(visitor: Visitor, question: str) -> None:
    reply = visitor.ask(question)
    assert "膝と足首" in reply.said
    assert reply.quick_replies


def test_two_visitors_do_not_share_a_conversation(visitor: Visitor, new_visitor: Callable[[], Visitor]) -> None:
    visitor.ask("靴の選び方")
    other = new_visitor()
    assert "まだありません" in other.ask("もう一度言ってください").said
    assert all("靴" not in message.get("text", "") for message in other.history()[2:])


def test_what_was_said_can_be_read_again_in_order(visitor: Visitor) -> None:
    answer = visitor.ask("靴の選び方")
    history = visitor.history()
    assert [message["from"] for message in history[:3]] == ["bot", "bot", "user"]
    assert history[2]["text"] == "靴の選び方"
    assert history[3:] == answer.messages
    numbers = [int(message["id"]) for message in history]
    assert numbers == sorted(set(numbers))
