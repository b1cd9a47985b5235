"""A conversation begins with the notice and a greeting, before anything can be typed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from pytest_django import Settings

from frontdesk.conversations.models import Conversation
from tests.frontdesk.visitor import Visitor, browser

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_message_is_the_reviewed_notice_with_the_set_days(settings: Settings) -> None:
    settings.TRANSCRIPT_RETENTION_DAYS = 30
    assert Visitor().opening[0]["text"] == (
        "自動応答のご案内です。診断はできません。緊急のときは119番へ電話してください。\n"
        "会話は、品質と安全の確認のため個人情報をできるだけ伏せて30日間記録し、スタッフが読むことがあります。\n"
        "お名前・電話番号・住所・生年月日・診察券番号は書かないでください(予約の入力を除く)。\n"
        "「履歴を削除」で当院側の記録を消せます(LINEでは、トーク画面の表示は残ります)。"
        "詳しくは「個人情報について」へ。"
    )


def test_the_greeting_offers_six_quick_replies_and_names_no_treatment() -> None:
    greeting = Visitor().opening[1]
    assert [reply["payload"] for reply in greeting["quick_replies"]] == [
        "v1;topic;mechanism/kinetic_chain",
        "v1;topic;selfcare/overview",
        "v1;topic;shoes/choosing",
        "v1;topic;exam/department",
        "v1;intent;book_counseling",
        "v1;intent;handoff_phone",
    ]
    assert greeting["text"].count("。") <= 2
    assert not any(word in str(greeting) for word in ("BME", "PRP", "幹細胞", "再生", "円"))


def test_the_token_ends_within_a_day() -> None:
    session = browser().post("/api/chat/session").json()
    left = datetime.fromisoformat(session["expires_at"]) - datetime.now().astimezone()
    assert timedelta(hours=23) < left <= timedelta(hours=24)


def test_every_session_is_a_conversation_of_its_own() -> None:
    tokens = {Visitor().token for _ in range(3)}
    assert len(tokens) == 3
    assert Conversation.objects.count() == 3


def test_the_api_sets_no_cookie() -> None:
    visitor = Visitor()
    assert "set-cookie" not in visitor.read().headers
    assert not visitor.http.cookies


@pytest.mark.parametrize("call", ["session", "say", "read", "erase"])
def test_without_the_database_every_call_gets_a_sentence_with_the_phone(call: str) -> None:
    visitor = Visitor()

    def fail(*_: Any) -> None:
        raise OperationalError("unable to open database file")

    calls = {
        "session": lambda: visitor.http.post("/api/chat/session"),
        "say": lambda: visitor.say("膝が痛い"),
        "read": visitor.read,
        "erase": visitor.erase,
    }
    with connection.execute_wrapper(fail):
        answer = calls[call]()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    error = answer.json()["error"]
    assert error["code"] == "unavailable"
    assert "050-1869-7918" in error["message"]
    assert "緊急のときは119番へ電話してください。" in error["message"]


def test_a_body_is_not_needed_and_not_read() -> None:
    assert browser().post("/api/chat/session", content=b"\xff{").status_code == 200
