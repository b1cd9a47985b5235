"""One row a turn, with what was understood and what came of it, and nothing personal in it."""

from __future__ import annotations

import uuid

import pytest

from frontdesk.conversations.models import Conversation, Turn
from tests.frontdesk.fake_engine import FakeEngine, answer, fails, reply
from tests.frontdesk.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_turn_is_recorded_with_all_that_was_understood(engine: FakeEngine) -> None:
    entity = {"entity": "treatment", "value": "bme", "start": 0, "end": 3}
    engine.behaviour = answer(reply("一つ目", "二つ目", entities=[entity], also_asked="treatment/cost"))
    message_id = str(uuid.uuid4())
    Visitor().say("家でできる体操は?", message_id)
    turn = Turn.objects.get()
    assert str(turn.client_id) == message_id
    assert (turn.kind, turn.text, turn.payload) == ("typed", "家でできる体操は?", "")
    assert (turn.topic, turn.confidence, turn.also_asked) == ("selfcare/overview", 0.91, "treatment/cost")
    assert [nearest["name"] for nearest in turn.nearest] == [
        "selfcare/overview",
        "selfcare/calf_stretch",
        "prevention/overview",
    ]
    assert turn.entities == [entity]
    assert turn.actions == ["utter_selfcare/overview"]
    assert (turn.engine_ms, turn.model, turn.outcome) == (12.5, "20261122-model", "answered")
    assert turn.reply_ms is not None
    assert turn.reply_ms > 0
    assert [message["text"] for message in turn.replies] == ["一つ目", "二つ目"]
    assert turn.answered_at is not None
    assert turn.answered_at >= turn.received_at


def test_a_red_flag_is_recorded_with_tier_and_rule(engine: FakeEngine) -> None:
    engine.behaviour = answer(
        reply({"text": "すぐに119番へ", "urgency": "119"}, red_flag={"tier": "119", "rule": "R1"})
    )
    Visitor().say("息が苦しい")
    turn = Turn.objects.get()
    assert (turn.outcome, turn.red_flag_tier, turn.red_flag_rule) == ("red_flag", "119", "R1")


def test_a_failed_engine_leaves_a_turn_with_outcome_error(engine: FakeEngine) -> None:
    engine.behaviour = fails
    Visitor().say("膝が痛い")
    turn = Turn.objects.get()
    assert (turn.outcome, turn.topic, turn.confidence, turn.nearest) == ("error", "", None, [])


def test_personal_values_are_masked_before_the_engine_and_before_the_record(engine: FakeEngine) -> None:
    Visitor().say("名前は山田太郎です。090-1234-5678に電話ください。膝が痛い")
    masked = "名前は〔氏名〕です。〔電話〕に電話ください。膝が痛い"
    assert engine.turns[0]["text"] == masked
    assert Turn.objects.get().text == masked


def test_the_clinics_own_number_is_not_masked(engine: FakeEngine) -> None:
    Visitor().say("050-1869-7918に電話すればいいですか")
    assert engine.turns[0]["text"] == "050-1869-7918に電話すればいいですか"


def test_a_quick_reply_is_recorded_with_the_words_on_its_button(engine: FakeEngine) -> None:
    Visitor().tap("v1;topic;selfcare/overview")
    turn = Turn.objects.get()
    assert (turn.kind, turn.text, turn.payload) == ("payload", "自分でできるケア", "v1;topic;selfcare/overview")
    assert engine.turns[0]["payload"] == "v1;topic;selfcare/overview"
    assert "text" not in engine.turns[0]


def test_a_button_of_an_earlier_answer_keeps_its_words_too(engine: FakeEngine) -> None:
    engine.behaviour = answer(
        reply({"text": "a", "quick_replies": [{"title": "壁", "payload": "v1;topic;selfcare/calf_stretch"}]})
    )
    visitor = Visitor()
    visitor.say("体操")
    visitor.tap("v1;topic;selfcare/calf_stretch")
    assert Turn.objects.get(number=5).text == "壁"


def test_the_engine_is_given_up_to_three_earlier_typed_texts_in_order(engine: FakeEngine) -> None:
    visitor = Visitor()
    for text in ("一", "二", "三", "四"):
        visitor.say(text)
    visitor.tap("v1;topic;selfcare/overview")
    visitor.say("五")
    assert [turn["recent"] for turn in engine.turns] == [
        [],
        ["一"],
        ["一", "二"],
        ["一", "二", "三"],
        ["二", "三", "四"],
        ["二", "三", "四"],
    ]


def test_the_engine_is_given_conversation_id_and_mode(engine: FakeEngine) -> None:
    message_id = str(uuid.uuid4())
    Visitor().say("膝", message_id)
    conversation = Conversation.objects.get()
    assert engine.turns[0] == {
        "conversation": str(conversation.pk),
        "id": message_id,
        "text": "膝",
        "recent": [],
        "mode": "bot",
        "channel": "web",
    }


def test_while_a_person_answers_the_engine_may_stay_silent(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply())
    visitor = Visitor()
    Conversation.objects.update(mode="human")
    assert visitor.say("膝が痛い").json() == {"messages": [], "mode": "human"}
    assert engine.turns[0]["mode"] == "human"
    assert Turn.objects.get().outcome == "human"


def test_a_conversation_remembers_when_it_was_last_used(engine: FakeEngine) -> None:
    visitor = Visitor()
    opened = Conversation.objects.get().last_at
    visitor.say("膝")
    assert Conversation.objects.get().last_at > opened
