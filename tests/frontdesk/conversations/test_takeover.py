"""A person takes over: silence of the assistant, staff's words, red flags still, and back again by word or by time."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from frontdesk.conversations import pushes, takeover
from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.management.commands.clock import run_jobs
from frontdesk.conversations.models import Conversation, Remark, Turn
from frontdesk.conversations.status_moves import Status
from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.visitor import Visitor, replies

pytestmark = pytest.mark.django_db(transaction=True)

SILENT = reply(topic=None, topic_ranking=[], actions=[])
URGENT = reply({"text": "すぐに119番へ", "urgency": "119"}, red_flag={"tier": "119", "rule": "R1"}, actions=[])
WANTS_PERSON = reply(
    "お電話ください", topic={"name": "handoff_phone", "confidence": 1}, actions=["utter_handoff_phone"]
)


def conversation() -> Conversation:
    return Conversation.objects.get()


def taken(visitor: Visitor) -> Conversation:
    """The visitor's conversation in the hands of staff."""
    takeover.ask_for_person(conversation().pk)
    return takeover.take_over(conversation().pk, "sato")


def later(minutes: float) -> None:
    """Moves the clock: everything that happened is so much longer ago."""
    ago = timedelta(minutes=minutes)
    found = conversation()
    Conversation.objects.update(
        staff_at=found.staff_at and found.staff_at - ago,
        waiting_since=found.waiting_since and found.waiting_since - ago,
    )


def test_who_asks_for_a_person_is_in_the_queue_and_the_assistant_goes_on(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(WANTS_PERSON)
    assert visitor.say("人と話したい").json()["mode"] == "bot"
    assert conversation().status == Status.OPEN
    assert conversation().needs_attention_since is not None
    assert Turn.objects.get().handoff == "phone"
    engine.behaviour = answer(reply("靴は…"))
    assert replies(visitor.say("靴の選び方")) == ["靴は…"]


def test_taken_over_the_assistant_is_silent_and_staffs_words_arrive(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("こんにちは")
    taken(visitor)
    seen = visitor.read().json()
    assert seen["mode"] == "human"
    assert "スタッフが対応します" in seen["messages"][-1]["text"]
    engine.behaviour = answer(SILENT)
    assert visitor.say("いますか").json() == {"messages": [], "mode": "human"}
    assert engine.turns[-1]["mode"] == "human"
    takeover.staff_says(conversation().pk, "はい、佐藤です。", "sato")
    latest = visitor.read().json()["messages"][-1]
    assert (latest["from"], latest["text"]) == ("staff", "はい、佐藤です。")


def test_taking_over_drops_the_form_in_the_engine(engine: FakeEngine) -> None:
    visitor = Visitor()
    form = {"name": "booking_form", "slot": "booking_name"}
    engine.behaviour = answer(reply("お名前は", form=form))
    visitor.tap("v1;intent;book_counseling")
    taken(visitor)
    assert engine.erased == [str(conversation().pk)]
    assert conversation().form_slot == ""


def test_a_red_flag_is_answered_while_a_person_answers(engine: FakeEngine) -> None:
    visitor = Visitor()
    taken(visitor)
    engine.behaviour = answer(URGENT)
    assert replies(visitor.say("息が苦しい")) == ["すぐに119番へ"]
    assert conversation().mode == "human"


def test_the_visitor_asks_the_assistant_back(engine: FakeEngine) -> None:
    visitor = Visitor()
    taken(visitor)
    answered = visitor.tap("v1;staff;back")
    assert answered.json()["mode"] == "bot"
    assert "自動応答でお答えします" in replies(answered)[0]
    assert conversation().status == Status.OPEN
    assert replies(visitor.say("靴の選び方")) == ["「靴の選び方」ですね。"]


def test_the_visitor_asks_the_assistant_back_in_words(engine: FakeEngine) -> None:
    visitor = Visitor()
    taken(visitor)
    assert visitor.say("自動応答にもどして").json()["mode"] == "bot"


@pytest.mark.parametrize(("minutes", "mode"), [(29, "human"), (31, "bot")])
def test_the_wait_for_staff_ends_after_half_an_hour_on_the_web(engine: FakeEngine, minutes: int, mode: str) -> None:
    visitor = Visitor()
    taken(visitor)
    later(minutes)
    run_jobs()
    assert visitor.read().json()["mode"] == mode
    texts = [message.get("text", "") for message in visitor.read().json()["messages"]]
    assert any("自動応答でお答えします" in text and "050-1869-7918" in text for text in texts) == (mode == "bot")
    assert conversation().status == (Status.OPEN if mode == "bot" else Status.DOING)


def test_on_line_the_wait_ends_after_twelve_hours(engine: FakeEngine) -> None:
    visitor = Visitor()
    taken(visitor)
    Conversation.objects.update(channel="line")
    later(11 * 60)
    assert takeover.return_overdue() == 0
    later(2 * 60)
    assert takeover.return_overdue() == 1


def test_a_word_of_staff_begins_the_wait_anew(engine: FakeEngine) -> None:
    visitor = Visitor()
    taken(visitor)
    later(25)
    takeover.staff_says(conversation().pk, "お待ちください", "sato")
    later(25)
    assert takeover.return_overdue() == 0


def test_the_visitors_new_message_begins_the_wait_anew(engine: FakeEngine) -> None:
    visitor = Visitor()
    taken(visitor)
    later(29)
    engine.behaviour = answer(SILENT)
    visitor.say("もしもし")
    later(20)
    assert takeover.return_overdue() == 0
    later(11)
    assert takeover.return_overdue() == 1


@pytest.mark.parametrize("text", ["", "  ", "あ" * 1001])
def test_staffs_words_are_neither_empty_nor_endless(engine: FakeEngine, text: str) -> None:
    visitor = Visitor()
    taken(visitor)
    with pytest.raises(takeover.TextRefused):
        takeover.staff_says(conversation().pk, text, "sato")


def test_resolved_the_assistant_answers_and_it_can_be_reopened(engine: FakeEngine) -> None:
    visitor = Visitor()
    taken(visitor)
    takeover.resolve(conversation().pk, "電話で説明した", "sato")
    assert (conversation().status, conversation().mode) == (Status.DONE, "bot")
    takeover.reopen(conversation().pk, "sato")
    assert conversation().status == Status.OPEN


def test_an_erased_conversation_is_gone_from_the_queue(engine: FakeEngine) -> None:
    visitor = Visitor()
    pk = taken(visitor).pk
    visitor.erase()
    assert not Remark.objects.exists()
    with pytest.raises(ConversationGone):
        takeover.staff_says(pk, "はい", "sato")


def test_two_turns_not_understood_bring_it_before_staff(engine: FakeEngine) -> None:
    visitor = Visitor()
    engine.behaviour = answer(reply("もしかして", actions=["action_nearest_topics"]))
    visitor.say("あれ")
    assert conversation().status == Status.NONE
    visitor.say("それ")
    assert conversation().status == Status.OPEN


def test_a_channel_that_does_not_fetch_is_pushed_to(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, str]] = []
    monkeypatch.setitem(
        pushes._PUSHES, "line", lambda found, bubbles, reason: heard.append((bubbles[0]["text"], reason))
    )
    visitor = Visitor()
    taken(visitor)
    Conversation.objects.update(channel="line")
    takeover.staff_says(conversation().pk, "はい", "sato")
    assert heard == [("はい", "staff")]


def test_the_commands_do_the_same(engine: FakeEngine, capsys: pytest.CaptureFixture[str]) -> None:
    visitor = Visitor()
    pk = str(conversation().pk)
    call_command("conversation", "mark", pk, "--by", "sato")
    call_command("conversation", "queue")
    assert pk in capsys.readouterr().out
    call_command("conversation", "take-over", pk, "--by", "sato")
    call_command("conversation", "say", pk, "こんにちは", "--by", "sato")
    assert visitor.read().json()["messages"][-1]["text"] == "こんにちは"
    call_command("conversation", "return", pk, "--by", "sato")
    assert conversation().mode == "bot"
    with pytest.raises(CommandError, match="要対応"):
        call_command("conversation", "say", pk, "もう一言", "--by", "sato")
    with pytest.raises(CommandError, match="no such conversation"):
        call_command("conversation", "take-over", str(uuid.uuid4()), "--by", "sato")
