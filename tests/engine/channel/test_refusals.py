"""What the channel refuses, each with a sentence and nothing stored: wrong secrets, malformed requests, failures."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from tests.engine.channel.running_engine import SECRET, Answer, RunningEngine

UTTERANCE = "田中花子です。膝が痛い"
GOOD = {"conversation": "refused", "id": "1", "text": "膝が痛い"}


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in GOOD.items() if key not in keys}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param([], "body", id="a list"),
        pytest.param(None, "body", id="null"),
        pytest.param(without("conversation"), "conversation", id="no conversation"),
        pytest.param({**GOOD, "conversation": ""}, "conversation", id="conversation empty"),
        pytest.param({**GOOD, "conversation": "x" * 201}, "conversation", id="conversation too long"),
        pytest.param({**GOOD, "conversation": "\ud800"}, "conversation", id="conversation a lone surrogate"),
        pytest.param({**GOOD, "conversation": 7}, "conversation", id="conversation a number"),
        pytest.param(without("id"), "id", id="no id"),
        pytest.param({**GOOD, "id": None}, "id", id="id null"),
        pytest.param({**GOOD, "id": "a\x00b"}, "id", id="id with a control character"),
        pytest.param(without("text"), "text, payload", id="neither text nor payload"),
        pytest.param({**GOOD, "payload": "v1;intent;greet"}, "text, payload", id="both"),
        pytest.param({**GOOD, "text": 7}, "text, payload", id="text a number"),
        pytest.param({**without("text"), "payload": ["v1"]}, "text, payload", id="payload a list"),
        pytest.param({**GOOD, "text": ""}, "text", id="text empty"),
        pytest.param({**GOOD, "text": " 　\n"}, "text", id="text blank"),
        pytest.param({**GOOD, "text": " / "}, "text", id="only a slash"),
        pytest.param({**GOOD, "mode": "robot"}, "mode", id="unknown mode"),
        pytest.param({**GOOD, "recent": "痛い"}, "recent", id="recent a text"),
        pytest.param({**GOOD, "recent": [1]}, "recent", id="recent with a number"),
        pytest.param({**without("text"), "payload": ""}, "payload", id="payload empty"),
        pytest.param({**without("text"), "payload": "v1;topic;shoes/unknown"}, "payload", id="unknown topic"),
        pytest.param({**without("text"), "payload": "v1;intent;unknown"}, "payload", id="unknown intent"),
        pytest.param({**without("text"), "payload": "v1;intent;shoes"}, "payload", id="area, which has no answer"),
        pytest.param({**without("text"), "payload": "v1;intent;restart"}, "payload", id="a command of Rasa"),
        pytest.param({**without("text"), "payload": "/greet"}, "payload", id="Rasa's own form"),
    ],
)
def test_a_malformed_request_is_400_and_names_the_field(engine: RunningEngine, body: Any, field: str) -> None:
    answer = engine.call("POST", "turn", json.dumps(body).encode())
    assert answer.status == 400
    assert answer.body["error"]["code"] == 400
    assert answer.body["error"]["message"].startswith(f"{field}: ")
    assert engine.events("refused") == []


@pytest.mark.parametrize(
    "body",
    [b"{", "膝".encode(), b'{"text": "\xff"}', b"\x00", b'{"conversation": NaN'],
    ids=["cut short", "no JSON", "no UTF-8", "null byte", "no JSON number"],
)
def test_a_body_that_is_not_json_is_400(engine: RunningEngine, body: bytes) -> None:
    assert engine.call("POST", "turn", body) == Answer(400, {"error": {"code": 400, "message": "body: not JSON"}})


def test_an_empty_body_is_400(engine: RunningEngine) -> None:
    assert engine.call("POST", "turn").status == 400


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer wrong", SECRET, f"bearer {SECRET}", f"Bearer {SECRET}x", "Bearer \xff\xfe"],
    ids=["none", "empty", "no secret", "wrong", "no scheme", "lower case", "longer", "no UTF-8"],
)
@pytest.mark.parametrize(("method", "path"), [("POST", "turn"), ("DELETE", "conversations/refused"), ("GET", "ready")])
def test_every_address_is_401_without_the_shared_secret(
    engine: RunningEngine, method: str, path: str, authorization: str | None
) -> None:
    answer = engine.call(method, path, json.dumps(GOOD).encode(), authorization)
    assert answer == Answer(401, {"error": {"code": 401, "message": "the shared secret is wrong"}})
    assert engine.events("refused") == []


def test_ready_names_the_model(engine: RunningEngine) -> None:
    assert engine.call("GET", "ready") == Answer(200, {"ready": True, "model": engine.agent.model_id})


def test_without_a_model_it_is_not_ready_and_a_turn_is_503(fresh_engine: RunningEngine) -> None:
    fresh_engine.agent.processor = None
    assert fresh_engine.call("GET", "ready").status == 503
    assert fresh_engine.turn(text=UTTERANCE).status == 503


def break_store(engine: RunningEngine) -> None:
    with sqlite3.connect(engine.database) as database:
        database.execute("DROP TABLE events")
    database.close()


def break_pipeline(engine: RunningEngine) -> None:
    async def quote(message: Any, *_: Any) -> None:
        raise ValueError(message.text)

    engine.agent.processor.parse_message = quote


@pytest.mark.parametrize("damage", [break_store, break_pipeline], ids=["store fails", "pipeline raises"])
def test_a_failing_turn_is_503_and_no_log_quotes_the_utterance(
    fresh_engine: RunningEngine, damage: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    damage(fresh_engine)
    answer = fresh_engine.turn(text=UTTERANCE)
    assert answer == Answer(503, {"error": {"code": 503, "message": "the turn could not be completed"}})
    assert "turn failed: " in caplog.text
    assert "田中" not in caplog.text
    # SQL errors would quote it in escaped form.
    assert json.dumps("田中")[1:-1] not in caplog.text
