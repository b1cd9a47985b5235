"""A message may be left for staff where the clinic answers in the chat; elsewhere there is the phone."""

from __future__ import annotations

import pytest

from clinic.current import current_profile
from frontdesk.conversations.models import Turn
from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.visitor import Visitor, replies

pytestmark = pytest.mark.django_db(transaction=True)

SILENT = reply(topic=None, topic_ranking=[], actions=[])
URGENT = reply({"text": "すぐに119番へ", "urgency": "119"}, red_flag={"tier": "119", "rule": "R1"}, actions=[])
WANTS_PERSON = reply(
    "お電話ください", topic={"name": "handoff_phone", "confidence": 1}, actions=["utter_handoff_phone"]
)


def with_staff(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clinic whose staff answer in the chat."""
    profile = current_profile()
    handoff = profile.handoff.model_copy(update={"staff_chat": True})
    staffed = profile.model_copy(update={"handoff": handoff})
    for module in ("staff_dialogue", "takeover"):
        monkeypatch.setattr(f"frontdesk.conversations.{module}.current_profile", lambda: staffed)


def test_a_message_can_be_left_where_staff_answer_in_the_chat(
    engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_staff(monkeypatch)
    visitor = Visitor()
    engine.behaviour = answer(WANTS_PERSON)
    offered = visitor.say("人と話したい").json()["messages"][-1]["quick_replies"]
    assert {"title": "スタッフに伝言する", "payload": "v1;staff;ask"} in offered
    assert "伝言" in replies(visitor.tap("v1;staff;ask"))[0]
    engine.behaviour = answer(SILENT)
    assert "お預かりしました" in replies(visitor.say("予約の前に装具のことを聞きたいです"))[0]
    assert [turn.handoff for turn in Turn.objects.all()] == ["phone", "", "staff"]
    engine.behaviour = answer(reply("靴は…"))
    assert replies(visitor.say("靴の選び方")) == ["靴は…"]


def test_an_urgent_message_to_staff_is_answered_as_urgent(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    with_staff(monkeypatch)
    visitor = Visitor()
    visitor.tap("v1;staff;ask")
    engine.behaviour = answer(URGENT)
    assert replies(visitor.say("息が苦しい")) == ["すぐに119番へ"]


def test_no_message_can_be_left_where_nobody_answers(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(WANTS_PERSON)
    assert "quick_replies" not in visitor.say("人と話したい").json()["messages"][-1]
    assert "お受けしていません" in replies(visitor.tap("v1;staff;ask"))[0]
