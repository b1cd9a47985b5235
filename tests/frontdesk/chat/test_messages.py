"""A visitor always gets an answer: the assistant's, or the phone number."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from frontdesk.conversations.models import Turn
from tests.frontdesk.fake_engine import Behaviour, FakeEngine, answer, echo, fails, malformed, reply, slow
from tests.frontdesk.visitor import Visitor, replies

pytestmark = pytest.mark.django_db(transaction=True)

APOLOGY = {
    "id": "4",
    "from": "bot",
    "text": "申し訳ありません。ただいまお答えできません。お電話(050-1869-7918)でお尋ねください。\n"
    "緊急のときは119番へ電話してください。",
    "links": [
        {"title": "電話する(050-1869-7918)", "href": "tel:05018697918"},
        {"title": "119番へ電話する", "href": "tel:119"},
    ],
}


def test_a_question_is_answered_with_numbered_messages(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply("一つ目", {"text": "二つ目", "source": "見出し"}))
    assert Visitor().say("膝が痛い").json() == {
        "messages": [
            {"id": "4", "from": "bot", "text": "一つ目"},
            {"id": "5", "from": "bot", "text": "二つ目", "source": "見出し"},
        ],
        "mode": "bot",
    }


def test_all_that_a_bubble_can_hold_reaches_the_visitor(engine: FakeEngine) -> None:
    bubble: dict[str, Any] = {
        "text": "a",
        "quick_replies": [{"title": "b", "payload": "v1;intent;help"}],
        "links": [{"title": "c", "href": "https://example.jp/"}],
        "table": {"caption": "d", "columns": ["e"], "rows": [["f"]]},
        "urgency": "today",
        "picker": {"kind": "date", "min": "2026-11-23", "max": "2026-12-23", "payload": "v1;date;booking_wish_first"},
        "image": {"src": "/static/g.svg", "alt": "g"},
        "source": "h",
    }
    engine.behaviour = answer(reply(bubble))
    assert Visitor().say("膝").json()["messages"] == [{"id": "4", "from": "bot", **bubble}]


def test_the_clinics_values_are_filled_in(engine: FakeEngine) -> None:
    engine.behaviour = answer(
        reply({"text": "お電話は[[clinic.phone]]へ。", "links": [{"title": "電話", "href": "[[clinic.tel]]"}]})
    )
    (message,) = Visitor().say("電話番号は?").json()["messages"]
    assert message["text"] == "お電話は050-1869-7918へ。"
    assert message["links"] == [{"title": "電話", "href": "tel:05018697918"}]


def test_what_the_clinic_has_not_filled_in_is_said_plainly(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply("[[clinic.hours]]", "[[clinic.address]]"))
    text = "申し訳ありません。このご案内には診療時間・住所の情報がありません。お電話(050-1869-7918)でご確認ください。"
    assert replies(Visitor().say("何時までですか")) == [text]
    assert Turn.objects.get().outcome == "no_info"


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(fails, id="failing"),
        pytest.param(malformed(b"<html>"), id="malformed"),
        pytest.param(answer(reply()), id="silent"),
        pytest.param(answer(reply("[[clinic.fax]]")), id="an unknown placeholder"),
        pytest.param(answer(reply("[[?]][[clinic.parking]]")), id="nothing left to say"),
        pytest.param(slow, id="too slow"),
    ],
)
def test_without_an_answer_of_the_engine_the_visitor_gets_the_phone_number(
    engine: FakeEngine, behaviour: Behaviour, settings: Any
) -> None:
    settings.ENGINE_WAIT_S = 0.3
    engine.behaviour = behaviour
    assert Visitor().say("膝が痛い").json() == {"messages": [APOLOGY], "mode": "bot"}
    assert Turn.objects.get().outcome == "error"


@pytest.mark.usefixtures("no_engine")
def test_with_the_engine_down_every_message_gets_the_phone_number() -> None:
    visitor = Visitor()
    assert visitor.say("膝が痛い").json()["messages"] == [APOLOGY]
    assert visitor.tap("v1;topic;selfcare/overview").json()["messages"] == [{**APOLOGY, "id": "6"}]


def test_after_a_failure_the_conversation_goes_on(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = fails
    visitor.say("一")
    engine.behaviour = echo
    assert replies(visitor.say("二")) == ["「二」ですね。"]


def test_reading_gives_everything_that_was_said_in_order(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("膝が痛い")
    visitor.tap("v1;topic;shoes/choosing")
    said = visitor.read().json()
    assert said["mode"] == "bot"
    assert [(message["id"], message["from"]) for message in said["messages"]] == [
        ("1", "bot"),
        ("2", "bot"),
        ("3", "user"),
        ("4", "bot"),
        ("5", "user"),
        ("6", "bot"),
    ]
    assert [message["text"] for message in said["messages"] if message["from"] == "user"] == ["膝が痛い", "靴の選び方"]


def test_reading_after_a_message_gives_only_what_came_later(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("一")
    visitor.say("二")
    assert [message["id"] for message in visitor.read(after="4").json()["messages"]] == ["5", "6"]
    assert visitor.read(after="6").json()["messages"] == []


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "１", "9" * 10, "1;DROP"])
def test_reading_after_nonsense_is_refused(engine: FakeEngine, after: str) -> None:
    answer = Visitor().read(after=after)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


def test_visitors_do_not_see_each_others_messages(engine: FakeEngine) -> None:
    visitor, other = Visitor(), Visitor()
    visitor.say("ひみつ")
    assert "ひみつ" not in other.read().text


def test_a_command_of_the_engine_is_only_text(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("/restart")
    assert engine.turns[0]["text"] == "restart"
    assert visitor.read(after="2").json()["messages"][0]["text"] == "/restart"


def test_a_payload_typed_as_text_is_only_text(engine: FakeEngine) -> None:
    Visitor().say("v1;intent;help")
    assert engine.turns[0]["text"] == "v1;intent;help"


def test_a_quick_reply_the_engine_does_not_know_is_refused(engine: FakeEngine) -> None:
    engine.behaviour = lambda fake, turn: (400, b"{}")
    answer = Visitor().tap("v1;topic;no/such")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_payload")


def test_the_id_may_be_written_in_any_case(engine: FakeEngine) -> None:
    assert Visitor().say("膝", str(uuid.uuid4()).upper()).status_code == 200
