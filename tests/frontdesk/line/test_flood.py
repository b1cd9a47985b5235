"""Too many messages, or too long ones: answered less, but never without a look for what is urgent (W18)."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.line.conftest import work
from tests.frontdesk.line.patient import Patient
from tests.frontdesk.line.test_sender import URGENT

pytestmark = pytest.mark.django_db(transaction=True)


def test_too_many_messages_are_answered_once_but_urgent_ones_always(
    friend: Patient, engine: FakeEngine, settings: Settings
) -> None:
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "RATE_LIMIT_LINE_MESSAGES_PER_PERSON": "3/minute"}

    def watches(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
        is_urgent = "息が苦しい" in str(turn.get("text"))
        content = URGENT if is_urgent else reply(*([] if turn["mode"] == "human" else ["答え"]))
        return answer(content)(engine, turn)

    engine.behaviour = watches
    for text in ("一", "二", "三", "四", "五", "六", "息が苦しい"):
        friend.say(text)
    work()
    said = [sent.messages[0]["text"] for sent in friend.replies]
    assert said[:3] == ["答え"] * 3
    assert "送信が続いた" in said[3]
    assert said[4:] == ["すぐに119番へ電話してください。"]


def test_in_a_text_that_is_too_long_an_urgent_symptom_is_found(friend: Patient, engine: FakeEngine) -> None:
    def watches(engine: FakeEngine, turn: dict[str, Any]) -> tuple[int, bytes]:
        content = URGENT if "息が苦しい" in turn["text"] else reply(*([] if turn["mode"] == "human" else ["答え"]))
        return answer(content)(engine, turn)

    engine.behaviour = watches
    friend.say("あ" * 1500)
    friend.say("あ" * 3000 + "。息が苦しい。" + "い" * 1500)
    friend.say("あ" * 4500)
    work()
    said = [sent.messages[0]["text"] for sent in friend.replies]
    assert said[:2] == ["答え", "すぐに119番へ電話してください。"]
    assert "長すぎます" in said[2]
