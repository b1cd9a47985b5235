"""Greeting, consent, forgetting, groups, pictures: what each kind of event gets (T11, T12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.encryption import line_id
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.line.models import Address, Person
from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.line.conftest import states, work
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import Patient
from tests.frontdesk.line.test_sender import URGENT

pytestmark = pytest.mark.django_db(transaction=True)


def texts() -> list[str | None]:
    return list(Turn.objects.filter(kind="typed").values_list("text", flat=True))


def test_who_adds_the_clinic_reads_the_notice_and_the_menu(
    engine: FakeEngine, line: FakeLine, patient: Patient
) -> None:
    patient.send(patient.event("follow", follow={"isUnblocked": False}))
    work()
    for words in (
        "診断はできません",
        "119番",
        "050-1869-7918",
        "同意されるまで文章は残しません",
        "履歴を削除",
        "写真",
        "しびれ",
        "90日間",
    ):
        assert words in patient.last
    assert patient.buttons["同意して始める"] == "v1;line;consent"
    assert "無料カウンセリングの予約" in patient.buttons
    assert engine.turns == []
    for treatment in ("BME", "PRP", "幹細胞"):
        assert treatment not in patient.last


def test_who_comes_back_begins_a_new_conversation(friend: Patient) -> None:
    friend.say("膝が痛い")
    friend.send(friend.event("follow", follow={"isUnblocked": True}))
    work()
    assert Conversation.objects.count() == 2
    assert "ふたたび" in friend.last


def test_who_was_never_greeted_reads_the_notice_with_the_first_answer(engine: FakeEngine, patient: Patient) -> None:
    patient.say("膝が痛い")
    patient.say("足首も")
    work()
    assert "診断はできません" in patient.replies[0].messages[0]["text"]
    assert "診断はできません" not in patient.last


def test_an_urgent_answer_comes_before_the_notice(engine: FakeEngine, patient: Patient) -> None:
    engine.behaviour = answer(URGENT)
    patient.say("息が苦しい")
    work()
    messages = patient.replies[0].messages
    assert messages[0]["text"] == "すぐに119番へ電話してください。"
    assert messages[1]["contents"]["body"]["contents"][0]["action"]["uri"] == "tel:119"
    assert "診断はできません" in patient.last


def test_without_consent_no_text_is_kept_but_topic_and_time(engine: FakeEngine, patient: Patient) -> None:
    engine.behaviour = answer(reply("a", entities=[{"entity": "body_part", "value": "膝"}]))
    patient.say("昨日転びました")
    patient.say("歩けません")
    work()
    assert texts() == [None, None]
    assert Turn.objects.first().topic == "selfcare/overview"  # type: ignore[union-attr]
    assert Turn.objects.first().entities == []  # type: ignore[union-attr]
    # An urgent symptom in two messages is found all the same.
    assert engine.turns[1]["recent"] == ["昨日転びました"]
    Person.objects.update(recent_until=timezone.now() - timedelta(seconds=1))
    patient.say("どうすれば")
    work()
    assert engine.turns[2]["recent"] == []


def test_with_consent_the_masked_text_is_kept(friend: Patient, engine: FakeEngine) -> None:
    friend.say("名前は山田太郎です。膝が痛い")
    work()
    assert texts() == ["名前は〔氏名〕です。膝が痛い"]
    assert Person.objects.get().recent == ""


def test_a_conversation_ends_with_a_day_of_silence(friend: Patient) -> None:
    friend.say("一")
    work()
    Conversation.objects.update(last_at=timezone.now() - timedelta(hours=25))
    friend.say("二")
    work()
    assert Conversation.objects.count() == 2
    assert {conversation.channel for conversation in Conversation.objects.all()} == {"line"}


def test_the_record_knows_a_person_by_hash_alone(friend: Patient) -> None:
    person = Person.objects.get()
    assert person.key == line_id(friend.id)
    assert person.key.startswith("line:")
    assert friend.id not in person.key
    assert Address.objects.get().user_id == friend.id


def test_a_typed_number_or_title_is_the_button(friend: Patient, engine: FakeEngine) -> None:
    buttons = [
        {"title": "靴の選び方", "payload": "v1;topic;shoes/choosing"},
        {"title": "入浴", "payload": "v1;topic;prevention/bathing"},
    ]
    engine.behaviour = answer(reply({"text": "a", "quick_replies": buttons}))
    for text in ("膝", "2", "1番", "靴の選び方。", "3"):
        friend.say(text)
        work()
    asked = [turn.get("payload") or turn["text"] for turn in engine.turns]
    assert asked == ["膝", "v1;topic;prevention/bathing", "v1;topic;shoes/choosing", "v1;topic;shoes/choosing", "3"]
    assert "1. 靴の選び方\n2. 入浴" in friend.last


@pytest.mark.parametrize("command", ["/restart", "／restart", " /session_start{}"])
def test_a_command_of_the_engine_is_only_text(friend: Patient, engine: FakeEngine, command: str) -> None:
    friend.say(command)
    work()
    assert not str(engine.turns[0]["text"]).startswith("/")


def test_emoji_of_lines_own_and_mentions_are_not_read(friend: Patient, engine: FakeEngine) -> None:
    text = "膝🦵(love)が痛い"
    friend.send(friend.text(text, emojis=[{"index": 3, "length": 6, "productId": "x", "emojiId": "1"}]))
    friend.send(friend.text("膝(右)が痛い", emojis=[{"index": 0, "length": 1}]))
    mention = {"mentionees": [{"index": 0, "length": 3, "isSelf": True}]}
    friend.send(friend.text("@医院 膝", mention=mention))
    friend.send(friend.text("(love)", emojis=[{"index": 0, "length": 6}]))
    work()
    assert [turn["text"] for turn in engine.turns] == ["膝🦵が痛い", "膝(右)が痛い", "膝"]
    assert "スタンプ" in friend.last


def test_a_sticker_gets_a_kind_word_and_the_menu(friend: Patient, engine: FakeEngine) -> None:
    friend.send(
        friend.message("sticker", stickerId="1", packageId="2", stickerResourceType="NEW_KIND", keywords=["pain"])
    )
    work()
    assert "ありがとうございます" in friend.last
    assert "靴の選び方" in friend.buttons
    assert engine.turns == []
    assert Turn.objects.order_by("-pk")[0].outcome == "social"


def test_five_pictures_at_once_get_one_answer_and_are_not_fetched(
    friend: Patient, line: FakeLine, engine: FakeEngine
) -> None:
    line.calls.clear()
    pictures = [
        friend.message("image", imageSet={"id": "set", "index": n, "total": 5}, contentProvider={"type": "line"})
        for n in range(5)
    ]
    friend.send(*pictures[:3])
    friend.send(*pictures[3:])
    work()
    assert len(friend.replies) == 1
    assert "画像では判断できません" in friend.last
    assert {"スタッフに相談", "電話する(050-1869-7918)"} <= set(friend.buttons)
    assert line.endpoints() == ["message/reply"]


@pytest.mark.parametrize("kind", ["video", "audio", "file"])
def test_a_recording_or_file_is_not_read(friend: Patient, kind: str) -> None:
    friend.send(friend.message(kind))
    work()
    assert "読み取れません" in friend.last
    assert "119番" in friend.last


def test_a_place_is_answered_with_the_way_to_the_clinic_and_not_stored(friend: Patient, engine: FakeEngine) -> None:
    friend.send(friend.message("location", latitude=35.6, longitude=139.7, address="秘密の住所"))
    work()
    assert engine.turns[0]["payload"] == "v1;topic;clinic/hours_access"
    assert "秘密" not in str(list(Turn.objects.values_list("text", flat=True)))


@pytest.mark.parametrize(
    "data", ["v2;topic;a", "", "v1;topic;a/b;x=09012345678", "action=buy", "v1;topic;" + "a" * 400]
)
def test_a_forged_or_retired_button_is_answered_kindly(friend: Patient, engine: FakeEngine, data: str) -> None:
    friend.tap(data)
    work()
    assert "このボタンは使えなくなりました" in friend.last
    assert engine.turns == []


def test_a_picked_day_goes_on_as_a_payload(friend: Patient, engine: FakeEngine) -> None:
    friend.send(friend.postback("v1;date;booking_wish", params={"date": "2026-12-03"}))
    friend.send(friend.postback("v1;date;booking_wish", params={"date": "<script>"}))
    friend.send(friend.postback("richmenu=2", params={"newRichMenuAliasId": "b", "status": "SUCCESS"}))
    work()
    assert [turn["payload"] for turn in engine.turns] == ["v1;date;booking_wish;2026-12-03"]
    assert len(friend.replies) == 2


def test_in_a_group_one_line_is_said_and_the_group_left(line: FakeLine, patient: Patient, engine: FakeEngine) -> None:
    event = patient.event("join")
    event["source"] = {"type": "group", "groupId": "C" + "1" * 32}
    patient.send(event)
    work()
    assert "1対1" in patient.last
    assert f"group/{'C' + '1' * 32}/leave" in line.endpoints()
    assert engine.turns == []
    assert not Conversation.objects.exists()


def test_on_standby_nothing_is_said(patient: Patient, line: FakeLine, engine: FakeEngine) -> None:
    event = {**patient.text("膝が痛い"), "mode": "standby"}
    del event["replyToken"]
    patient.send(event)
    work()
    assert line.calls == []
    assert states() == ["ignored"]


def test_while_staff_answer_only_urgent_symptoms_are_answered(friend: Patient, engine: FakeEngine) -> None:
    friend.say("膝が痛い")
    work()
    Conversation.objects.update(mode="human", staff_at=timezone.now(), status="doing")
    engine.behaviour = answer(reply())
    for text in ("聞いていますか", "もしもし"):
        friend.say(text)
        work()
    assert [("スタッフにおつなぎしています" in text) for text in friend.seen[1:]] == [True]
    engine.behaviour = answer(URGENT)
    friend.say("息が苦しい")
    work()
    assert "すぐに119番" in friend.last
    friend.say("自動応答にもどす")
    work()
    assert Conversation.objects.latest("started_at").mode == "bot"


def test_only_what_is_fully_answered_is_marked_read(friend: Patient, line: FakeLine, engine: FakeEngine) -> None:
    line.calls.clear()
    friend.say("膝が痛い")
    work()
    assert line.endpoints() == ["message/reply", "chat/markAsRead"]
    Conversation.objects.update(needs_attention_since=timezone.now())
    friend.say("足首も")
    work()
    assert line.endpoints() == ["message/reply", "chat/markAsRead", "message/reply"]


def test_other_events_are_counted_and_left_alone(new_patient: Callable[[], Patient], line: FakeLine) -> None:
    one = new_patient()
    for kind in (
        "beacon",
        "accountLink",
        "membership",
        "videoPlayComplete",
        "delivery",
        "botSuspended",
        "messageEdited",
    ):
        one.send(one.event(kind))
    work()
    assert line.calls == []
    assert set(states()) == {"ignored"}
