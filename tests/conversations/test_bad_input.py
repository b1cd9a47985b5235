"""Whatever is sent to the running system, the answer is Japanese: a reply or a JSON error, never a stack trace."""

from __future__ import annotations

import re
import uuid

import httpx
import pytest

from tests.conversations.visitor import Visitor, reply_in

ID = "6f1d9a3e-1111-4222-8333-00000000000%d"
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")
TRACE = re.compile(r'Traceback|File "|\.py\b|Exception|Error:')


def refusal_in(response: httpx.Response, status: int, code: str) -> str:
    """The sentence of a refusal in the one form that there is."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/json"
    error = response.json()["error"]
    assert error["code"] == code
    assert JAPANESE.search(error["message"])
    assert not TRACE.search(response.text)
    return str(error["message"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("😀😀😀", id="emoji only"),
        pytest.param("👨‍👩‍👧‍👦", id="an emoji of several characters"),
        pytest.param("膝が\x00\x07痛\x1bい\x7f", id="control characters"),
        pytest.param("<script>alert(1)</script>", id="HTML"),
        pytest.param("<img src=x onerror=alert(1)>膝", id="HTML and a word"),
        pytest.param("/restart", id="/restart"),
        pytest.param("/utter_x", id="/utter_x"),
        pytest.param('/treatment{"treatment": "bme"}', id="an intent command with entities"),
        pytest.param("/mechanism/kinetic_chain", id="a retrieval intent command"),
        pytest.param("EXTERNAL: x", id="an external trigger"),
        pytest.param("{{ settings.SECRET_KEY }} ${jndi:x} %s %n", id="templates"),
        pytest.param("'; DROP TABLE conversations_turn; --", id="SQL"),
        pytest.param("…", id="a character that the tokenizer drops"),
        pytest.param("。、!?", id="punctuation only"),
        pytest.param("12345", id="digits only"),
        pytest.param("[[clinic.phone]] [[nothing.such]]", id="placeholders"),
        pytest.param("مرحبا Привет สวัสดี", id="other scripts"),
        pytest.param("あ" * 500, id="500 characters"),
        pytest.param("膝が痛い。" * 100, id="100 sentences"),
        pytest.param("a\u0301" * 160, id="combining characters"),
        pytest.param("膝\n\n\n足首\n", id="line breaks"),
    ],
)
def test_odd_text_gets_a_japanese_reply(visitor: Visitor, text: str) -> None:
    said = reply_in(visitor.send({"id": str(uuid.uuid4()), "text": text})).said
    assert JAPANESE.search(said)
    assert "ただいまお答えできません" not in said
    assert not TRACE.search(said)
    assert "[[" not in said


@pytest.mark.parametrize("text", ["", "  ", "\n\u3000\t", "\u200b\u2060", "\x00\x01", "/", "///"])
def test_an_empty_message_is_refused(visitor: Visitor, text: str) -> None:
    refusal_in(visitor.send({"id": ID % 1, "text": text}), 400, "empty")


def test_5000_characters_are_refused_with_the_phone(visitor: Visitor) -> None:
    assert "050-1869-7918" in refusal_in(visitor.send({"id": ID % 2, "text": "膝" * 5000}), 413, "too_long")


@pytest.mark.parametrize("body", [b"", b"{", b'{"id": 1', "膝".encode("shift_jis"), b"\xff\xfe", b"[" * 9000])
def test_invalid_json_is_refused(visitor: Visitor, body: bytes) -> None:
    answer = visitor.http.post("/api/chat/messages", headers=visitor.headers, content=body)
    refusal_in(answer, 400, "invalid_json")


@pytest.mark.parametrize("body", [[], {}, {"text": "膝"}, {"id": ID % 3}, {"id": "1", "text": "膝"}, {"id": 3}, "膝"])
def test_json_of_another_form_is_refused(visitor: Visitor, body: object) -> None:
    refusal_in(visitor.send(body), 400, "invalid")


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer unknown", "Bearer a:b:c", "Basic abc"])
def test_an_unknown_token_opens_nothing(http: httpx.Client, token: str) -> None:
    headers = {"Authorization": token}
    answer = http.post("/api/chat/messages", headers=headers, json={"id": ID % 4, "text": "膝が痛い"})
    refusal_in(answer, 401, "token")


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("v1;topic;no/such", id="an unknown topic"),
        pytest.param("v1;intent;no_such", id="an unknown intent"),
        pytest.param("v1;topic;mechanism", id="an area as topic"),
        pytest.param("v1;intent;mechanism/kinetic_chain", id="a topic as intent"),
        pytest.param("v1;intent;restart", id="Rasa's restart"),
        pytest.param("v1;intent;session_start", id="Rasa's session start"),
        pytest.param("v1;intent;back", id="Rasa's back"),
        pytest.param("v1;intent;nlu_fallback", id="Rasa's fallback"),
        pytest.param("/restart", id="a command"),
        pytest.param("v2;topic;treatment/bme", id="another version"),
        pytest.param("", id="nothing"),
    ],
)
def test_an_unknown_payload_is_refused(visitor: Visitor, payload: str) -> None:
    refusal_in(visitor.send({"id": ID % 5, "payload": payload}), 400, "unknown_payload")


def test_an_area_alone_is_no_answer_by_chance(visitor: Visitor) -> None:
    answer = visitor.send({"id": ID % 6, "payload": "v1;intent;mechanism"})
    refusal_in(answer, 400, "unknown_payload")


def test_a_command_is_typed_text_and_runs_nothing(visitor: Visitor) -> None:
    """Restart would empty the memory of the conversation, and then there would be nothing to repeat."""
    visitor.ask("靴の選び方")
    visitor.ask("/restart")
    assert "まだありません" not in visitor.ask("もう一度言ってください").said


@pytest.mark.parametrize("path", ["/api/chat/nothing", "/chat/../etc/passwd", "/webhooks/frontdesk/turn", "/model"])
def test_an_unknown_address_is_a_japanese_error(http: httpx.Client, path: str) -> None:
    answer = http.get(path)
    assert answer.status_code == 404
    assert JAPANESE.search(answer.json()["error"]["message"])
    assert not TRACE.search(answer.text)


def test_a_wrong_method_is_a_japanese_error(http: httpx.Client) -> None:
    refusal_in(http.put("/api/chat/messages"), 405, "method")
