"""Payloads of tapped buttons: only what a button of ours can carry is understood."""

from __future__ import annotations

import pytest

from engine.channel.payloads import (
    MAX_LENGTH,
    Payload,
    PayloadInvalid,
    PickedDate,
    parse_payload,
    payload_parse_data,
    picked_date,
)

KNOWN = frozenset({"shoes/fitting", "treatment/cost", "greet"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v1;topic;shoes/fitting", Payload("shoes/fitting")),
        ("v1;intent;greet", Payload("greet")),
        ("v1;topic;treatment/cost;treatment=prp", Payload("treatment/cost", "treatment", "prp")),
        ("v1;intent;greet;wish=2026-11-24T10:30+09:00", Payload("greet", "wish", "2026-11-24T10:30+09:00")),
    ],
)
def test_a_button_of_ours_is_understood(text: str, expected: Payload) -> None:
    assert parse_payload(text, KNOWN) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("greet", id="no version"),
        pytest.param("v2;intent;greet", id="another version"),
        pytest.param("/greet", id="Rasa's own form"),
        pytest.param("v1;intent;greet\n", id="line break behind"),
        pytest.param(" v1;intent;greet", id="blank before"),
        pytest.param("v1；intent；greet", id="full-width semicolons"),
        pytest.param("v1;intent;GREET", id="upper case"),
        pytest.param("v1;intent;greet;", id="nothing behind the semicolon"),
        pytest.param("v1;intent;greet;treatment=", id="no value"),
        pytest.param("v1;intent;greet;treatment=膝", id="value not ASCII"),
        pytest.param("v1;intent;greet;treatment=１", id="full-width digit"),
        pytest.param("v1;intent;greet;treatment=a b", id="value with a blank"),
        pytest.param("v1;intent;greet;treatment=prp;x=y", id="two entities"),
        pytest.param("v1;topic;shoes/fitting/more", id="two slashes"),
        pytest.param("v1;topic;../shoes", id="path"),
        pytest.param("v1;rate;up;1", id="a rating, which the front desk keeps"),
        pytest.param(f"v1;intent;greet;treatment={'x' * MAX_LENGTH}", id="too long"),
    ],
)
def test_anything_else_is_refused_with_the_grammar(text: str) -> None:
    with pytest.raises(PayloadInvalid, match="payload: not of the form v1;topic;<id> or v1;intent;<name>"):
        parse_payload(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("v1;topic;shoes/unknown", "topic", "shoes/unknown"),
        ("v1;intent;unknown", "intent", "unknown"),
        ("v1;topic;greet", "topic", "greet"),
        ("v1;intent;shoes/fitting", "intent", "shoes/fitting"),
    ],
    ids=["unknown topic", "unknown intent", "intent called a topic", "topic called an intent"],
)
def test_an_unknown_name_is_refused_by_name(text: str, kind: str, name: str) -> None:
    with pytest.raises(PayloadInvalid, match=f"^payload: there is no {kind} '{name}'$"):
        parse_payload(text, KNOWN)


def test_a_tapped_topic_is_certain_and_selects_its_answer() -> None:
    found = payload_parse_data(Payload("shoes/fitting"), "v1;topic;shoes/fitting")
    assert found["text"] == "v1;topic;shoes/fitting"
    assert found["entities"] == []
    assert found["intent"] == {"name": "shoes", "confidence": 1.0}
    assert found["response_selector"]["shoes"]["response"]["utter_action"] == "utter_shoes/fitting"


def test_a_tapped_entity_spans_the_payload() -> None:
    text = "v1;intent;greet;treatment=prp"
    found = payload_parse_data(Payload("greet", "treatment", "prp"), text)
    assert found["entities"] == [{"entity": "treatment", "value": "prp", "start": 0, "end": len(text)}]
    assert "response_selector" not in found


@pytest.mark.parametrize("value", ["2026-12-01", "2026-12-01T14:30", "2026-12-01Tafternoon"])
def test_a_picked_date_is_understood_with_its_slot(value: str) -> None:
    assert picked_date(f"v1;date;booking_wish_first;{value}") == PickedDate("booking_wish_first", value)


@pytest.mark.parametrize(
    "text",
    [
        "v1;date;booking_wish_first",
        "v1;date;booking_wish_first;1.12.2026",
        "v1;date;x;2026-12-01T25",
        "v1;intent;greet",
    ],
)
def test_anything_else_is_no_picked_date(text: str) -> None:
    assert picked_date(text) is None
