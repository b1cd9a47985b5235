"""The answer to a form's question for name, phone or mail goes to the engine as it is, and into the record as a mark."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from frontdesk.conversations.models import Conversation, Turn
from tests.frontdesk.fake_engine import FakeEngine, answer, fails, reply
from tests.frontdesk.visitor import Visitor, replies

pytestmark = pytest.mark.django_db(transaction=True)

ANSWER = {"topic": {"name": "form_answer", "confidence": 1.0}, "topic_ranking": []}
SUMMARY = {
    "text": "お名前: 〔氏名〕 様\nお電話: 〔電話〕",
    "private": {"〔氏名〕": "林 かおり", "〔電話〕": "090-1111-2222"},
}


def asks(slot: str, *bubbles: Any, **understood: Any) -> dict[str, Any]:
    """A reply after which the form asks for `slot`."""
    form = {"name": "booking_form", "slot": slot}
    return reply(*(bubbles or ("次の質問です。",)), form=form, **{**ANSWER, **understood})


@pytest.mark.parametrize(
    ("slot", "typed", "mark"),
    [
        ("booking_name", "林", "〔氏名〕"),
        ("booking_phone", "090-1111-2222", "〔電話〕"),
        ("booking_email", "kaori@example.jp", "〔メール〕"),
    ],
)
def test_a_personal_answer_is_recorded_as_a_mark(engine: FakeEngine, slot: str, typed: str, mark: str) -> None:
    visitor = Visitor()
    engine.behaviour = answer(asks(slot))
    visitor.tap("v1;intent;book_counseling")
    visitor.say(typed)
    assert engine.turns[-1]["text"] == typed
    assert Turn.objects.last().text == mark  # type: ignore[union-attr]


def test_before_the_form_asks_a_phone_number_is_masked_for_the_engine_too(engine: FakeEngine) -> None:
    Visitor().say("090-1111-2222です")
    assert engine.turns[-1]["text"] == "〔電話〕です"


def test_the_next_question_unmasks_nothing(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(asks("booking_wish_first"))
    visitor.tap("v1;intent;book_counseling")
    visitor.say("電話は090-1111-2222")
    assert engine.turns[-1]["text"] == "電話は〔電話〕"


def test_a_question_at_the_name_is_recorded_as_a_question(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(asks("booking_name"))
    visitor.tap("v1;intent;book_counseling")
    engine.behaviour = answer(asks("booking_name", topic={"name": "clinic/hours_access", "confidence": 0.9}))
    visitor.say("090-1111-2222の山田です。駐車場はありますか")
    assert "駐車場はありますか" in (Turn.objects.last().text or "")  # type: ignore[union-attr]
    assert "090" not in (Turn.objects.last().text or "")  # type: ignore[union-attr]


def test_a_personal_answer_to_a_silent_engine_leaves_only_the_mark(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(asks("booking_name"))
    visitor.tap("v1;intent;book_counseling")
    engine.behaviour = fails
    visitor.say("林")
    assert Turn.objects.last().text == "〔氏名〕"  # type: ignore[union-attr]
    assert Conversation.objects.get().form_slot == "booking_name"


def test_what_is_read_back_is_shown_and_not_stored(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(asks("booking_confirm", SUMMARY))
    shown = visitor.tap("v1;intent;form_choice;answer=consent_yes")
    assert replies(shown) == ["お名前: 林 かおり 様\nお電話: 090-1111-2222"]
    assert "private" not in shown.json()["messages"][0]
    stored = str(Turn.objects.get().replies)
    assert "〔氏名〕" in stored
    assert "林" not in stored


def test_the_same_message_again_shows_the_same_summary(engine: FakeEngine) -> None:
    visitor, message_id = Visitor(), str(uuid.uuid4())
    engine.behaviour = answer(asks("booking_confirm", SUMMARY))
    first = visitor.tap("v1;intent;form_choice;answer=consent_yes", message_id)
    assert visitor.tap("v1;intent;form_choice;answer=consent_yes", message_id).json() == first.json()
    assert len(engine.turns) == 1


def test_the_summary_is_not_shown_from_the_record(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(asks("booking_confirm", SUMMARY))
    visitor.tap("v1;intent;form_choice;answer=consent_yes")
    assert "林" not in visitor.read().text


def test_the_end_of_the_form_ends_the_exception(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(asks("booking_phone"))
    visitor.tap("v1;intent;book_counseling")
    engine.behaviour = answer(reply("やめました", actions=["action_stop_booking"]))
    visitor.say("やめる")
    visitor.say("090-1111-2222")
    assert engine.turns[-1]["text"] == "〔電話〕"
