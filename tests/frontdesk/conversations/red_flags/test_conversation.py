"""A red flag in a conversation: every later reply reminds of it, and self-care and treatment wait until after care."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from frontdesk.conversations.models import Conversation, SafetyEvent, Turn
from tests.frontdesk.fake_engine import FakeEngine, answer, fails, reply
from tests.frontdesk.visitor import Visitor, replies

pytestmark = pytest.mark.django_db(transaction=True)

REMINDERS = {
    "119": "先ほどの症状は、119番への電話をお願いします(緊急は119)。",
    "today": "先ほどの症状は、今日中の受診をお願いします(緊急は119)。",
    "soon": "先ほどの症状は、早めの受診をお願いします(緊急は119)。",
}
CRISIS = (
    "つらいお気持ちを書いてくださり、ありがとうございます。\n"
    "いま命の危険があるときは、すぐに119番か110番へ電話するか、近くの人に知らせてください。"
)
AFTER_CARE = "このご案内は、受診のあとにいたします。ご質問はお電話(050-1869-7918)へ。"
GENERAL = "一般的な説明で、診断ではありません。"


def topic(name: str, *bubbles: dict[str, Any] | str, **more: Any) -> dict[str, Any]:
    """An engine reply that answers this topic."""
    understood = {"topic": {"name": name, "confidence": 0.9}, "actions": [f"utter_{name}"], **more}
    return reply(*(bubbles or ("答え",)), **understood)


def alarm(engine: FakeEngine, visitor: Visitor, tier: str, rule: str) -> list[str]:
    """The visitor says something urgent; what is answered."""
    flag = {"tier": tier, "rule": rule}
    shown = "crisis" if rule == "R16" else tier
    engine.behaviour = answer(topic("red_flag", {"text": f"緊急 {rule}", "urgency": shown}, red_flag=flag))
    said = replies(visitor.say("急な症状"))
    engine.behaviour = answer(topic("clinic/hours_access"))
    return said


@pytest.mark.parametrize(("tier", "rule"), [("119", "R1"), ("today", "R2"), ("soon", "R9")])
def test_every_later_reply_begins_with_the_reminder_of_its_tier(engine: FakeEngine, tier: str, rule: str) -> None:
    visitor = Visitor()
    assert alarm(engine, visitor, tier, rule) == [f"緊急 {rule}"]
    for text in ("大丈夫です", "様子見でもいいですか", "わかりました", "ありがとう", "膝が痛い", "膝の話", "足の話"):
        assert replies(visitor.say(text)) == [REMINDERS[tier], "答え"]


def test_the_reminder_has_urgency_and_numbers_as_links(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "today", "R2")
    first = visitor.say("何時まで").json()["messages"][0]
    assert first["urgency"] == "today"
    assert [link["href"] for link in first["links"]] == ["tel:%237119", "tel:119"]


def test_a_crisis_is_reminded_of_in_its_own_words_with_its_help_lines(engine: FakeEngine) -> None:
    visitor = Visitor()
    assert alarm(engine, visitor, "119", "R16") == ["緊急 R16"]
    first, second = visitor.say("何時まで").json()["messages"]
    assert (first["text"], first["urgency"], second["text"]) == (CRISIS, "crisis", "答え")
    assert [link["href"] for link in first["links"]] == ["tel:0120279338", "tel:0570064556", "tel:119"]


def test_after_the_classifiers_suspicion_the_general_sentence_stands_in_for_the_reminder(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "today", "CLF")
    first, second = replies(visitor.say("何時まで"))
    assert first.startswith(GENERAL)
    assert second == "答え"
    # An answer that ends with it does not say it twice.
    quick_reply = {"title": "a", "payload": "v1;intent;help"}
    engine.behaviour = answer(topic("symptom/pain", "膝の話", {"text": first, "quick_replies": [quick_reply]}))
    messages = visitor.say("膝が痛い").json()["messages"]
    assert [message["text"] for message in messages] == [first, "膝の話"]
    assert messages[1]["quick_replies"] == [quick_reply]


@pytest.mark.parametrize("name", ["selfcare/calf_stretch", "treatment/bme"])
def test_self_care_and_treatment_are_withheld_and_the_phone_is_given(engine: FakeEngine, name: str) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "soon", "R9")
    engine.behaviour = answer(topic(name, "体操のしかた"))
    messages = visitor.say("膝の体操は").json()["messages"]
    assert [message["text"] for message in messages] == [REMINDERS["soon"], AFTER_CARE]
    assert messages[1]["links"] == [{"title": "電話する(050-1869-7918)", "href": "tel:05018697918"}]
    assert Turn.objects.latest("number").outcome == "red_flag"


@pytest.mark.parametrize("name", ["clinic/hours_access", "handoff_phone", "symptom/knee_pain", "exam/department"])
def test_the_clinic_the_phone_and_general_information_are_given(engine: FakeEngine, name: str) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "119", "R1")
    engine.behaviour = answer(topic(name))
    assert replies(visitor.say("膝のことで")) == [REMINDERS["119"], "答え"]


def test_what_is_said_again_is_withheld_like_the_first_time(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "soon", "R9")
    engine.behaviour = answer(topic("repeat", "体操", actions=["action_repeat", "utter_selfcare/calf_stretch"]))
    assert replies(visitor.say("足のをもう一度")) == [REMINDERS["soon"], AFTER_CARE]


def test_of_two_answers_only_the_one_that_must_wait_is_withheld(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "soon", "R9")
    both = {"also_asked": "selfcare/calf_stretch", "actions": ["utter_clinic/hours", "utter_selfcare/calf_stretch"]}
    hours = {"text": "9時から", "topic": "clinic/hours"}
    exercise = {"text": "体操", "topic": "selfcare/calf_stretch"}
    engine.behaviour = answer(topic("clinic/hours", hours, exercise, **both))
    messages = visitor.say("何時から? 足の体操は?").json()["messages"]
    assert [message["text"] for message in messages] == [REMINDERS["soon"], "9時から"]
    assert "topic" not in messages[1]


def test_buttons_that_lead_to_what_is_withheld_are_not_shown(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "soon", "R9")
    payloads = ["v1;topic;selfcare/overview", "v1;topic;treatment/bme", "v1;topic;clinic/hours", "v1;intent;deny"]
    bubble = {"text": "もしかして", "quick_replies": [{"title": one, "payload": one} for one in payloads]}
    not_understood = {"topic": {"name": "selfcare/overview", "confidence": 0.2}, "actions": ["action_nearest_topics"]}
    engine.behaviour = answer(reply(bubble, **not_understood))
    messages = visitor.say("膝のあれ").json()["messages"]
    assert [message["text"] for message in messages] == [REMINDERS["soon"], "もしかして"]
    assert [one["payload"] for one in messages[1]["quick_replies"]] == payloads[2:]


@pytest.mark.parametrize(
    "name", ["selfcare/overview", "symptom/knee_pain", "book_counseling", "exam/department", "help"]
)
def test_in_a_crisis_nothing_medical_and_no_booking_is_said(engine: FakeEngine, name: str) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "119", "R16")
    engine.behaviour = answer(topic(name))
    assert replies(visitor.say("膝の話")) == [CRISIS]


def test_what_is_not_understood_in_a_crisis_gets_the_help_lines_and_no_suggestions(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "119", "R16")
    engine.behaviour = answer(reply("もしかして", actions=["action_nearest_topics"]))
    assert replies(visitor.say("もういい")) == [CRISIS]


def test_a_higher_tier_replaces_a_lower_one_never_the_reverse(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "soon", "R9")
    assert alarm(engine, visitor, "119", "R1") == ["緊急 R1"]
    assert alarm(engine, visitor, "today", "R2") == [REMINDERS["119"], "緊急 R2"]
    assert replies(visitor.say("膝")) == [REMINDERS["119"], "答え"]


@pytest.mark.parametrize("ending", ["病院を受診しました", "救急車を呼びました", "昔の話です"])
def test_it_ends_when_care_was_sought_or_it_was_not_meant_so(engine: FakeEngine, ending: str) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "today", "R2")
    assert replies(visitor.say(ending)) == ["答え"]
    assert replies(visitor.say("膝")) == ["答え"]
    assert Conversation.objects.get().red_flag_tier == ""


def test_a_correction_does_not_end_119(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "119", "R1")
    assert replies(visitor.say("昔の話です")) == [REMINDERS["119"], "答え"]


def test_three_turns_in_a_row_without_body_words_end_it(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "119", "R1")
    for text in ("駐車場は", "何時まで", "費用は"):
        assert replies(visitor.say(text))[0] == REMINDERS["119"]
    assert replies(visitor.say("電話番号は")) == ["答え"]


@pytest.mark.parametrize(("minutes", "remains"), [(719, True), (721, False)])
def test_a_long_silence_ends_it(engine: FakeEngine, minutes: int, remains: bool) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "119", "R1")
    Conversation.objects.update(last_at=timezone.now() - timedelta(minutes=minutes))
    assert (replies(visitor.say("膝"))[0] == REMINDERS["119"]) == remains
    assert (Conversation.objects.get().red_flag_rule == "R1") == remains


def test_the_length_of_that_silence_is_a_setting(engine: FakeEngine, settings: Settings) -> None:
    settings.RED_FLAG_ACTIVE_MINUTES = 10
    visitor = Visitor()
    alarm(engine, visitor, "119", "R1")
    Conversation.objects.update(last_at=timezone.now() - timedelta(minutes=11))
    assert replies(visitor.say("膝")) == ["答え"]


def test_the_phone_number_is_reminded_of_it_too_when_the_engine_fails(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "today", "R2")
    engine.behaviour = fails
    first, second = replies(visitor.say("膝"))
    assert first == REMINDERS["today"]
    assert "050-1869-7918" in second


def test_while_a_person_answers_a_red_flag_is_said_and_nothing_else(engine: FakeEngine) -> None:
    visitor = Visitor()
    Conversation.objects.update(mode="human")
    assert alarm(engine, visitor, "119", "R1") == ["緊急 R1"]
    assert engine.turns[0]["mode"] == "human"
    engine.behaviour = answer(reply())
    assert replies(visitor.say("膝")) == []
    assert Conversation.objects.get().red_flag_rule == "R1"


@pytest.mark.parametrize("mode", ["bot", "human"])
def test_a_red_flag_marks_the_conversation_for_staff_once(engine: FakeEngine, mode: str) -> None:
    visitor = Visitor()
    Conversation.objects.update(mode=mode)
    visitor.say("何時まで")
    assert Conversation.objects.get().needs_attention_since is None
    alarm(engine, visitor, "today", "R2")
    since = Conversation.objects.get().needs_attention_since
    assert since is not None
    alarm(engine, visitor, "119", "R1")
    assert Conversation.objects.get().needs_attention_since == since


def test_each_red_flag_leaves_an_event_that_points_to_nobody(engine: FakeEngine) -> None:
    visitor = Visitor()
    alarm(engine, visitor, "today", "R2")
    visitor.say("膝")
    event = SafetyEvent.objects.get()
    assert (event.rule, event.tier, event.on, event.channel) == ("R2", "today", timezone.localdate(), "web")
    assert event.version == "20261122-model"
    assert {field.name for field in SafetyEvent._meta.fields} == {"id", "rule", "tier", "on", "channel", "version"}
    visitor.erase()
    assert SafetyEvent.objects.exists()


def test_a_repeated_message_counts_and_alarms_once(engine: FakeEngine) -> None:
    visitor = Visitor()
    message_id = "6f1d9a3e-1111-4222-8333-000000000001"
    engine.behaviour = answer(topic("red_flag", "緊急", red_flag={"tier": "today", "rule": "R2"}))
    first = visitor.say("急な症状", message_id).json()
    assert visitor.say("急な症状", message_id).json() == first
    assert SafetyEvent.objects.count() == 1


def test_a_red_flag_without_a_bubble_is_never_silence(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply(red_flag={"tier": "119", "rule": "R1"}))
    assert "119番" in replies(Visitor().say("息が苦しい"))[0]
