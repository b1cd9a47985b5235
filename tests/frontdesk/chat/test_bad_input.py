"""Bad input gets a clear Japanese answer or a JSON error in Japanese: never a stack trace, never silence."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from frontdesk.conversations.models import Turn
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import Visitor, browser, replies

pytestmark = pytest.mark.django_db(transaction=True)

ID = "6f1d9a3e-1111-4222-8333-000000000001"
JAPANESE = re.compile("[ぁ-ん]")
EMERGENCY = "緊急のときは119番へ電話してください。"


def assert_refused(answer: httpx.Response, status: int, code: str) -> str:
    """The message of a refusal in the one form that there is."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    content = answer.json()
    assert set(content) == {"error"}
    assert set(content["error"]) == {"code", "message"}
    assert content["error"]["code"] == code
    message: str = content["error"]["message"]
    assert JAPANESE.search(message)
    assert "Traceback" not in answer.text
    return message


@pytest.mark.parametrize(
    ("typed", "engine_gets"),
    [
        pytest.param("😀😀😀", "😀😀😀", id="emoji only"),
        pytest.param("膝\u0000が\u0007痛\u001bい", "膝が痛い", id="control characters"),
        pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="HTML"),
        pytest.param("/restart", "restart", id="a command"),
        pytest.param("///", None, id="slashes only"),
        pytest.param("か\u3099くかく", "がくかく", id="decomposed kana"),
        pytest.param("'; DROP TABLE conversations_turn; --", "'; DROP TABLE conversations_turn; --", id="SQL"),
        pytest.param("{{ settings.SECRET_KEY }}", "{{ settings.SECRET_KEY }}", id="a template"),
        pytest.param("あ" * 500, "あ" * 500, id="500 characters"),
        pytest.param("𠮷" * 500, "𠮷" * 500, id="500 characters outside the basic plane"),
        pytest.param("  " + "あ" * 500 + "\n", "あ" * 500, id="500 characters and space around"),
    ],
)
def test_odd_text_is_text(engine: FakeEngine, typed: str, engine_gets: str | None) -> None:
    answer = Visitor().say(typed)
    if engine_gets is None:
        assert_refused(answer, 400, "empty")
    else:
        assert replies(answer) == [f"「{engine_gets}」ですね。"]
        assert engine.turns[0]["text"] == engine_gets


def test_html_comes_back_as_the_same_text_and_as_json(engine: FakeEngine) -> None:
    visitor = Visitor()
    visitor.say("<img src=x onerror=alert(1)>")
    answer = visitor.read(after="2")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.json()["messages"][0]["text"] == "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("typed", ["", "   ", "\n\t\u3000", "\u200b\u200b", "\u0000", "/"])
def test_an_empty_message_is_refused(engine: FakeEngine, typed: str) -> None:
    assert_refused(Visitor().say(typed), 400, "empty")
    assert engine.turns == []


@pytest.mark.parametrize("length", [501, 5000], ids=["501", "5000"])
def test_a_long_message_is_refused_with_the_phone_and_the_emergency_line(engine: FakeEngine, length: int) -> None:
    message = assert_refused(Visitor().say("あ" * length), 413, "too_long")
    assert "050-1869-7918" in message
    assert EMERGENCY in message
    assert engine.turns == []


def test_a_huge_body_is_refused_before_it_is_read(engine: FakeEngine) -> None:
    assert_refused(Visitor().send_bytes(b"[" * 100_000), 413, "too_long")


def test_lone_surrogates_are_dropped(engine: FakeEngine) -> None:
    body = b'{"id": "%s", "text": "\\ud83d\\u819d\\ude00\\u304c"}' % ID.encode()
    assert replies(Visitor().send_bytes(body)) == ["「膝が」ですね。"]
    assert Turn.objects.get().text == "膝が"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="half"),
        pytest.param(b"id=1&text=2", id="a form"),
        pytest.param('{"text": "膝"}'.encode("shift_jis"), id="Shift JIS"),
        pytest.param(b"\xff\xfe\x00", id="bytes"),
        pytest.param(b"[" * 8000, id="deep nesting"),
        pytest.param(b"1" * 8000, id="a huge number"),
    ],
)
def test_what_is_no_json_in_utf8_is_refused(engine: FakeEngine, body: bytes) -> None:
    assert_refused(Visitor().send_bytes(body), 400, "invalid_json")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([], id="a list"),
        pytest.param("膝", id="a text"),
        pytest.param({}, id="nothing in it"),
        pytest.param({"text": "膝"}, id="no id"),
        pytest.param({"id": "1", "text": "膝"}, id="an id that is no UUID"),
        pytest.param({"id": 7, "text": "膝"}, id="a number as id"),
        pytest.param({"id": ID}, id="no content"),
        pytest.param({"id": ID, "text": "膝", "payload": "v1;intent;help"}, id="two contents"),
        pytest.param({"id": ID, "text": 3}, id="a number as text"),
        pytest.param({"id": ID, "text": ["膝"]}, id="a list as text"),
        pytest.param({"id": ID, "payload": {"topic": "x"}}, id="an object as payload"),
    ],
)
def test_a_body_of_another_form_is_refused(engine: FakeEngine, body: Any) -> None:
    assert_refused(Visitor().send(body), 400, "invalid")
    assert engine.turns == []


@pytest.mark.parametrize("payload", ["", "/restart", "v1;topic;a/b/c", "v1;intent;膝", "v1;intent;help\n", "x" * 400])
def test_a_payload_outside_the_grammar_never_reaches_the_engine(engine: FakeEngine, payload: str) -> None:
    assert_refused(Visitor().tap(payload), 400, "unknown_payload")
    assert engine.turns == []


def test_unknown_fields_are_ignored(engine: FakeEngine) -> None:
    assert Visitor().send({"id": ID, "text": "膝", "conversation": "another", "mode": "human"}).status_code == 200
    assert engine.turns[0]["mode"] == "bot"


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", "Bearer nonsense", "Bearer a:b:c", "Basic abc", "Bearer " + "x" * 4000],
)
def test_without_a_valid_token_nothing_can_be_said_read_or_erased(
    engine: FakeEngine, authorization: str | None
) -> None:
    http = browser()
    headers = {} if authorization is None else {"Authorization": authorization}
    body = {"id": ID, "text": "膝"}
    assert_refused(http.post("/api/chat/messages", json=body, headers=headers), 401, "token")
    assert_refused(http.get("/api/chat/messages", headers=headers), 401, "token")
    assert_refused(http.delete("/api/chat/session", headers=headers), 401, "token")
    assert engine.turns == []


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/chat/messages", "GET, POST"),
        ("DELETE", "/api/chat/messages", "GET, POST"),
        ("HEAD", "/api/chat/messages", "GET, POST"),
        ("GET", "/api/chat/session", "POST, DELETE"),
        ("OPTIONS", "/api/chat/session", "POST, DELETE"),
        ("TRACE", "/api/chat/session", "POST, DELETE"),
    ],
)
def test_a_wrong_method_is_refused_and_told_the_right_ones(method: str, path: str, allowed: str) -> None:
    answer = browser().request(method, path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == allowed
    if method != "HEAD":
        assert_refused(answer, 405, "method")


def test_an_unknown_address_is_refused_in_the_same_form() -> None:
    assert browser().get("/api/chat/nothing").json()["error"]["code"] == "not_found"


def test_an_unknown_host_is_refused_in_the_same_form() -> None:
    answer = browser(Host="evil.example").get("/api/chat/messages")
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


def test_a_fault_of_ours_is_a_japanese_sentence_and_its_text_is_not_logged(
    engine: FakeEngine, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise RuntimeError("ひみつの膝の話")

    visitor = Visitor()
    monkeypatch.setattr("frontdesk.chat.messages.typed", fault)
    message = assert_refused(visitor.say("ひみつの膝の話"), 503, "unavailable")
    assert EMERGENCY in message
    assert "RuntimeError" in caplog.text
    assert "ひみつ" not in caplog.text


def test_no_message_text_is_logged(engine: FakeEngine, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    visitor = Visitor()
    visitor.say("ひみつの膝の話")
    visitor.say("ひみつ" * 300)
    engine.behaviour = lambda fake, turn: (500, b"")
    visitor.say("ひみつの足首の話")
    visitor.erase()
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert ours
    assert not any("ひみつ" in line for line in ours)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "payload", "x"]), inner),
    max_leaves=8,
)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_JSON)
def test_whatever_json_is_sent_the_answer_is_json_of_ours(engine: FakeEngine, settings: Any, content: Any) -> None:
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/minute")
    answer = Visitor().send_bytes(json.dumps(content).encode())
    assert answer.status_code in {200, 400, 413}
    assert answer.headers["Content-Type"] == "application/json"


def test_a_message_id_is_any_uuid(engine: FakeEngine) -> None:
    assert Visitor().say("膝", str(uuid.uuid1())).status_code == 200
