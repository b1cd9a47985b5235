"""「履歴を削除」 asks once and then erases: by word or by button, with the engine or without it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from frontdesk.conversations.erasure_dialogue import is_command
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.privacy.models import AuditEntry
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import Visitor, replies

pytestmark = pytest.mark.django_db(transaction=True)

QUESTION = "この会話の記録を削除します。よろしいですか?"
CHOICES = [
    {"title": "削除する", "payload": "v1;erase;yes"},
    {"title": "やめる", "payload": "v1;erase;no"},
]

COMMANDS = [
    "履歴を削除",
    "履歴削除",
    "会話を消して",
    "データ消して",
    "「履歴を削除」",
    "履歴を削除してください。",
    "この会話の履歴を全部消してください",
    "会話の記録を消去したいです",
    "りれきをさくじょ",
    "チャット履歴 削除 お願いします",
    "さっきのメッセージを消してほしいです",
    "ＬＩＮＥの履歴を削除",
    "データを削除できますか",
]
NO_COMMANDS = [
    "削除",
    "履歴はいつ消えますか",
    "家族と共用のスマホやから、さっきの相談の履歴消したいねん",
    "履歴を削除して。あと息が苦しい",
    "予約を消して",
    "データは何に使われますか",
    "痛みを消して",
    "記録は残りますか",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_the_wish_is_understood_in_many_wordings(text: str) -> None:
    assert is_command(text)


@pytest.mark.parametrize("text", NO_COMMANDS)
def test_a_question_about_it_or_a_longer_message_is_for_the_engine(text: str) -> None:
    assert not is_command(text)


def test_the_wish_is_asked_about_first_and_nothing_is_erased_yet(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("膝が痛い")
    (message,) = visitor.say("履歴を削除").json()["messages"]
    assert (message["text"], message["quick_replies"]) == (QUESTION, CHOICES)
    assert Turn.objects.count() == 2
    assert len(engine.turns) == 1
    assert Turn.objects.get(text="履歴を削除").outcome == "social"


def test_after_yes_all_is_gone_and_the_visitor_reads_so(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("膝が痛い")
    visitor.say("履歴を削除")
    answer = visitor.tap("v1;erase;yes")
    assert answer.json() == {"messages": [{"id": "7", "from": "bot", "text": "削除しました。"}], "mode": "bot"}
    assert not Conversation.objects.exists()
    assert not Turn.objects.exists()
    assert len(engine.erased) == 1
    assert visitor.read().status_code == 401


def test_yes_again_is_no_error(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.tap("v1;erase;yes")
    assert replies(visitor.tap("v1;erase;yes")) == ["削除しました。"]
    assert len(engine.erased) == 1
    assert AuditEntry.objects.count() == 1


def test_after_no_all_stays(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("履歴を削除")
    assert replies(visitor.tap("v1;erase;no")) == ["削除しませんでした。記録はそのままです。"]
    assert Turn.objects.count() == 2
    assert engine.turns == []


@pytest.mark.parametrize("typed", ["はい", "削除する", "削除してください", "お願いします"])
def test_yes_may_be_typed_right_after_the_question(engine: FakeEngine, typed: str) -> None:
    visitor = Visitor()
    visitor.say("履歴を削除")
    assert replies(visitor.say(typed)) == ["削除しました。"]
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("typed", ["いいえ", "やめる", "やっぱりやめます", "キャンセル"])
def test_no_may_be_typed_right_after_the_question(engine: FakeEngine, typed: str) -> None:
    visitor = Visitor()
    visitor.say("履歴を削除")
    assert replies(visitor.say(typed)) == ["削除しませんでした。記録はそのままです。"]
    assert engine.turns == []


@pytest.mark.parametrize("typed", ["はい", "やめる"])
def test_without_the_question_yes_and_no_are_for_the_engine(engine: FakeEngine, typed: str) -> None:
    visitor = Visitor()
    visitor.say("履歴を削除")
    visitor.say("やっぱり膝の話")
    assert replies(visitor.say(typed)) == [f"「{typed}」ですね。"]


@pytest.mark.usefixtures("no_engine")
def test_without_the_engine_the_wish_is_granted_too() -> None:
    visitor = Visitor()
    assert replies(visitor.say("履歴を削除")) == [QUESTION]
    assert replies(visitor.tap("v1;erase;yes")) == ["削除しました。"]
    assert not Conversation.objects.exists()


def test_while_a_person_answers_the_wish_is_granted_too(engine: FakeEngine) -> None:
    visitor = Visitor()
    Conversation.objects.update(mode="human")
    assert replies(visitor.say("履歴を削除")) == [QUESTION]
    assert replies(visitor.tap("v1;erase;yes")) == ["削除しました。"]


def test_an_active_red_flag_is_repeated_before_the_conversation_is_forgotten(engine: FakeEngine) -> None:
    visitor = Visitor()
    Conversation.objects.update(red_flag_rule="R1", red_flag_tier="119", red_flag_since=timezone.now())

    def first(answer: httpx.Response) -> str:
        message: dict[str, str] = answer.json()["messages"][0]
        return message["text"]

    reminder = "先ほどの症状は、119番への電話をお願いします(緊急は119)。"
    assert first(visitor.say("履歴を削除")) == reminder
    assert first(visitor.tap("v1;erase;no")) == reminder
    assert [message["text"] for message in visitor.tap("v1;erase;yes").json()["messages"]] == [
        reminder,
        "削除しました。",
    ]


def test_a_red_flag_long_past_is_not_repeated(engine: FakeEngine) -> None:
    visitor = Visitor()
    past = timezone.now() - timedelta(hours=13)
    Conversation.objects.update(red_flag_rule="R1", red_flag_tier="119", red_flag_since=past, last_at=past)
    assert replies(visitor.tap("v1;erase;yes")) == ["削除しました。"]


def test_the_visitors_erasure_is_noted_without_a_word_of_it(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("ひみつの膝の話")
    conversation = Conversation.objects.get().pk
    visitor.tap("v1;erase;yes")
    entry = AuditEntry.objects.get()
    assert (entry.who, entry.what, entry.origin, entry.conversation) == ("visitor", "erase", "web", conversation)
    assert "ひみつ" not in str(vars(entry))


def test_the_same_message_id_with_another_payload_does_not_erase_twice(engine: FakeEngine) -> None:
    visitor = Visitor()
    message_id = str(uuid.uuid4())
    assert replies(visitor.tap("v1;erase;no", message_id)) == ["削除しませんでした。記録はそのままです。"]
    assert replies(visitor.say("膝が痛い", message_id)) == ["削除しませんでした。記録はそのままです。"]
