"""Whatever the engine does, the front desk gets a checked reply or one kind of error, in time."""

from __future__ import annotations

import json
import time
import uuid
from typing import Any

import pytest
from pytest_django import Settings

from frontdesk.conversations import engine as client
from tests.frontdesk.fake_engine import FakeEngine, answer, fails, malformed, refuses, reply, slow

TURN = {"conversation": "c", "id": "1", "text": "膝が痛い", "recent": [], "mode": "bot"}
PAYLOAD_TURN = {"conversation": "c", "id": "2", "payload": "v1;topic;no/such", "recent": [], "mode": "bot"}


def test_a_reply_is_read_with_what_was_understood(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply("a", red_flag={"tier": "119", "rule": "R1"}, also_asked="treatment/cost"))
    read = client.ask(TURN)
    assert [bubble.text for bubble in read.messages] == ["a"]
    assert read.topic is not None
    assert (read.topic.name, read.topic.confidence) == ("selfcare/overview", 0.91)
    assert read.red_flag is not None
    assert (read.red_flag.tier, read.red_flag.rule, read.also_asked) == ("119", "R1", "treatment/cost")


def test_what_we_do_not_know_is_dropped(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply({"text": "a", "new_thing": 1}, new_thing=1))
    assert client.ask(TURN).messages[0].model_dump(exclude_defaults=True) == {"text": "a"}


def test_a_number_in_a_table_is_its_text(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply({"text": "a", "table": {"caption": None, "columns": ["回数"], "rows": [[3]]}}))
    table = client.ask(TURN).messages[0].table
    assert table is not None
    assert table.rows == [["3"]]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<html>", id="HTML"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="no messages"),
        pytest.param(b"\xff\xfe", id="no UTF-8"),
        pytest.param(json.dumps(reply({"text": ["a"]})).encode(), id="a list for a text"),
        pytest.param(json.dumps(reply({"text": "a", "urgency": "panic"})).encode(), id="unknown urgency"),
        pytest.param(
            json.dumps(reply({"text": "a", "links": [{"title": "x", "href": "javascript:alert(1)"}]})).encode(),
            id="a dangerous link",
        ),
        pytest.param(
            json.dumps(reply({"text": "a", "image": {"src": "//evil.example/x", "alt": "x"}})).encode(),
            id="a foreign picture",
        ),
        pytest.param(
            json.dumps(reply({"text": "a", "image": {"file": "../x.svg", "alt": "x"}})).encode(),
            id="a path for a picture",
        ),
        pytest.param(
            json.dumps(reply({"text": "a", "image": {"src": "/static/x.svg", "alt": ""}})).encode(), id="no alt text"
        ),
        pytest.param(
            json.dumps({**reply("a"), "red_flag": {"tier": "later", "rule": "R1"}}).encode(), id="unknown tier"
        ),
    ],
)
def test_a_malformed_reply_is_no_answer_and_is_not_quoted(engine: FakeEngine, body: bytes) -> None:
    engine.behaviour = malformed(body)
    with pytest.raises(client.EngineSilent, match="malformed") as raised:
        client.ask(TURN)
    assert "alert" not in str(raised.value)


def test_the_picture_that_an_answer_names_gets_the_front_desks_address(engine: FakeEngine) -> None:
    engine.behaviour = answer(reply({"text": "a", "image": {"file": "calf_stretch.svg", "alt": "絵"}}))
    (bubble,) = client.ask(TURN).messages
    assert bubble.image is not None
    assert bubble.image.src == "/static/chat/pictures/calf_stretch.svg"


def test_a_failing_engine_is_no_answer(engine: FakeEngine) -> None:
    engine.behaviour = fails
    with pytest.raises(client.EngineSilent, match="503"):
        client.ask(TURN)


def test_a_wrong_secret_is_no_answer(engine: FakeEngine, settings: Settings) -> None:
    settings.ENGINE_SECRET = "another"
    with pytest.raises(client.EngineSilent, match="401"):
        client.ask(TURN)
    assert engine.turns == []


@pytest.mark.usefixtures("no_engine")
def test_an_engine_that_is_down_is_no_answer() -> None:
    with pytest.raises(client.EngineSilent, match="ConnectError"):
        client.ask(TURN)


def test_a_slow_engine_is_waited_for_no_longer_than_the_visitor(engine: FakeEngine, settings: Settings) -> None:
    settings.ENGINE_WAIT_S = 0.2
    engine.behaviour = slow
    started = time.monotonic()
    with pytest.raises(client.EngineSilent, match=r"within 0\.2 s"):
        client.ask(TURN)
    assert time.monotonic() - started < 2


def test_the_wait_is_that_of_the_design(settings: Settings) -> None:
    assert settings.ENGINE_WAIT_S == 4.5


def test_a_refused_payload_is_told_apart_from_no_answer(engine: FakeEngine) -> None:
    engine.behaviour = refuses
    with pytest.raises(client.PayloadRefused):
        client.ask(PAYLOAD_TURN)
    with pytest.raises(client.EngineSilent, match="400"):
        client.ask(TURN)


def test_erasing_what_the_engine_never_knew_is_done(engine: FakeEngine) -> None:
    conversation = uuid.uuid4()
    client.erase(conversation)
    assert engine.erased == [str(conversation)]


def test_an_erasure_that_fails_is_reported(engine: FakeEngine) -> None:
    engine.erases = False
    with pytest.raises(client.EngineSilent):
        client.erase(uuid.uuid4())


@pytest.mark.parametrize("is_ready", [True, False])
def test_readiness_is_the_engines_own(engine: FakeEngine, is_ready: bool) -> None:
    engine.is_ready = is_ready
    assert client.is_ready() is is_ready


@pytest.mark.usefixtures("no_engine")
def test_an_engine_that_is_down_is_not_ready() -> None:
    assert client.is_ready() is False


def test_a_proxy_of_the_machine_is_not_used(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    turn: dict[str, Any] = {**TURN, "id": "proxy"}
    assert client.ask(turn).messages
