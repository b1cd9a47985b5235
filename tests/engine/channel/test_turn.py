"""A turn over HTTP: the reply and what was understood; the same id is answered again and runs nothing twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.engine.channel.running_engine import WAIT_S, Answer, RunningEngine

FITTING = [
    {"text": "靴は、夕方に合わせます。", "topic": "shoes/fitting"},
    {
        "topic": "shoes/fitting",
        "text": "足がむくんだ状態が、\n目安です。",
        "quick_replies": [{"title": "膝の腫れ", "payload": "v1;topic;symptom/swelling"}],
        "links": [{"title": "電話する", "href": "[[clinic.tel]]"}],
        "table": {"caption": "目安", "columns": ["時間"], "rows": [["夕方"]]},
        "source": "靴選びと足部サポート",
    },
]


def texts(answer: Answer) -> list[str]:
    return [bubble["text"] for bubble in answer.body["messages"]]


def users(events: list[dict[str, Any]]) -> list[str]:
    """What was asked, in the tracker's events."""
    return [event["text"] for event in events if event["event"] == "user"]


def test_a_typed_question_gets_the_reviewed_answer_and_what_was_understood(engine: RunningEngine) -> None:
    answer = engine.turn(text="靴のサイズはどう合わせますか")
    assert answer.status == 200
    assert answer.body.pop("messages") == FITTING
    assert answer.body.pop("ms") > 0
    assert answer.body.pop("model")
    assert answer.body.pop("topic")["name"] == "shoes/fitting"
    assert answer.body.pop("topic_ranking")[0]["name"] == "shoes/fitting"
    assert answer.body == {
        "also_asked": None,
        "entities": [],
        "red_flag": None,
        "actions": ["utter_shoes/fitting"],
        "form": None,
    }


def test_entities_are_reported_with_offsets_into_the_typed_text(engine: RunningEngine) -> None:
    text = "ﾋｻﾞが腫れて足首も腫れた"
    found = engine.turn(text=text).body["entities"]
    assert [(e["entity"], e["value"], text[e["start"] : e["end"]]) for e in found] == [
        ("body_part", "knee", "ﾋｻﾞ"),
        ("body_part", "ankle", "足首"),
    ]
    assert all(set(e) == {"entity", "value", "start", "end"} for e in found)


def test_urgency_is_shown_on_the_first_bubble(engine: RunningEngine) -> None:
    bubbles = engine.turn(text="膝の腫れが引かない").body["messages"]
    assert [bubble.get("urgency") for bubble in bubbles] == ["today", None]


def test_a_named_treatment_chooses_the_variation_and_the_placeholder_stays_for_the_front_desk(
    engine: RunningEngine,
) -> None:
    assert texts(engine.turn(text="ＰＲＰの費用")) == ["PRPは[[treatments.prp.price]]です。"]


def test_an_action_answers_through_the_action_server(engine: RunningEngine) -> None:
    answer = engine.turn(text="もう一度お願いします")
    assert texts(answer) == ["お待たせしました。"]
    assert answer.body["actions"] == ["action_repeat"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("膝" * 5000, id="5,000 characters"),
        pytest.param("😀😀", id="emoji"),
        pytest.param("\x00\x07膝", id="control characters"),
        pytest.param("<script>alert(1)</script>", id="HTML"),
        pytest.param("膝\ud800が痛い", id="lone surrogate"),
        pytest.param("／greet", id="full-width slash"),
        pytest.param("'; DROP TABLE events; --", id="SQL"),
    ],
)
def test_no_text_is_left_without_an_answer(engine: RunningEngine, text: str) -> None:
    answer = engine.turn(text=text)
    assert answer.status == 200
    assert answer.body["messages"]


@pytest.mark.parametrize("text", ["/restart", "  //session_start", "/ greet", '/greet{"treatment": "all"}'])
def test_a_leading_slash_is_no_command(engine: RunningEngine, text: str) -> None:
    conversation = text.encode().hex()
    engine.turn(conversation=conversation, text="こんにちは")
    answer = engine.turn(conversation=conversation, text=text)
    assert answer.status == 200
    events = engine.events(conversation)
    assert users(events)[1] == text.lstrip("/ ")
    assert "restart" not in {event["event"] for event in events}
    assert [event["event"] for event in events].count("session_started") == 1
    assert "slot" not in {event["event"] for event in events}


def test_a_repeated_id_is_answered_as_before_and_runs_nothing(engine: RunningEngine) -> None:
    first = engine.turn(conversation="again", id="1", text="もう一度お願いします")
    calls, events = engine.actions.calls, engine.events("again")
    second = engine.turn(conversation="again", id="1", text="もう一度お願いします")
    first.body.pop("ms")
    second.body.pop("ms")
    assert second == first
    assert engine.actions.calls == calls
    assert engine.events("again") == events


def test_a_repeated_id_finds_its_own_answer_after_other_turns(engine: RunningEngine) -> None:
    for number, text in enumerate(["こんにちは", "靴のサイズはどう合わせますか", "膝の腫れが引かない"]):
        engine.turn(conversation="later", id=str(number), text=text)
    answer = engine.turn(conversation="later", id="1", text="靴のサイズはどう合わせますか")
    assert answer.body["messages"] == FITTING
    assert answer.body["actions"] == ["utter_shoes/fitting"]
    assert len(users(engine.events("later"))) == 3


def test_the_same_id_in_another_conversation_is_another_turn(engine: RunningEngine) -> None:
    engine.turn(conversation="one", id="1", text="こんにちは")
    answer = engine.turn(conversation="other", id="1", text="靴のサイズはどう合わせますか")
    assert answer.body["topic"]["name"] == "shoes/fitting"


def test_one_id_twice_at_once_runs_once_and_both_get_the_answer(engine: RunningEngine) -> None:
    asked = {"conversation": "at once", "id": "1", "text": "もう一度お願いします"}
    calls = engine.actions.calls
    engine.actions.hold()
    with ThreadPoolExecutor() as clients:
        first = clients.submit(lambda: engine.turn(**asked))
        assert engine.actions.called.wait(WAIT_S)
        while engine.turns_arrived.acquire(blocking=False):
            pass
        second = clients.submit(lambda: engine.turn(**asked))
        assert engine.turns_arrived.acquire(timeout=WAIT_S)
        assert not first.done()
        engine.actions.release()
        answers = [first.result(WAIT_S), second.result(WAIT_S)]
    assert [texts(answer) for answer in answers] == [["お待たせしました。"]] * 2
    assert engine.actions.calls == calls + 1
    assert users(engine.events("at once")) == ["もう一度お願いします"]


def test_a_slow_conversation_does_not_hold_up_another(engine: RunningEngine) -> None:
    engine.actions.hold()
    with ThreadPoolExecutor() as clients:
        slow = clients.submit(lambda: engine.turn(text="もう一度お願いします"))
        assert engine.actions.called.wait(WAIT_S)
        assert texts(engine.turn(text="こんにちは")) == ["こんにちは。"]
        assert not slow.done()
        engine.actions.release()
        assert slow.result(WAIT_S).status == 200


def test_a_tapped_topic_is_answered_and_certain(engine: RunningEngine) -> None:
    answer = engine.turn(payload="v1;topic;shoes/fitting")
    assert answer.body["messages"] == FITTING
    assert answer.body["topic"] == {"name": "shoes/fitting", "confidence": 1.0}
    assert answer.body["topic_ranking"] == [{"name": "shoes/fitting", "confidence": 1.0}]


def test_a_tapped_intent_is_answered(engine: RunningEngine) -> None:
    assert texts(engine.turn(payload="v1;intent;greet")) == ["こんにちは。"]


def test_the_entity_of_a_tapped_button_fills_its_slot(engine: RunningEngine) -> None:
    answer = engine.turn(conversation="tapped", payload="v1;topic;treatment/cost;treatment=prp")
    assert texts(answer) == ["PRPは[[treatments.prp.price]]です。"]
    slots = {event["name"]: event["value"] for event in engine.events("tapped") if event["event"] == "slot"}
    assert slots["treatment"] == "prp"


def test_two_questions_in_one_message_get_two_answers_in_one_reply(engine: RunningEngine) -> None:
    text = "靴のサイズはどう合わせますか？ 治療の費用はいくらですか？"
    answer = engine.turn(conversation="two", id="1", text=text)
    assert answer.body["topic"]["name"] == "shoes/fitting"
    assert answer.body["also_asked"] == "treatment/cost"
    assert answer.body["actions"] == ["utter_shoes/fitting", "utter_treatment/cost"]
    assert texts(answer) == ["靴は、夕方に合わせます。", "足がむくんだ状態が、\n目安です。", "費用は治療によります。"]
    events = engine.events("two")
    again = engine.turn(conversation="two", id="1", text=text)
    assert again.body["messages"] == answer.body["messages"]
    assert engine.events("two") == events
