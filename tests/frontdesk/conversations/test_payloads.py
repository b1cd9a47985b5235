"""Only what a button of ours can carry is a payload."""

from __future__ import annotations

import pytest

from frontdesk.conversations.payloads import is_payload


@pytest.mark.parametrize(
    "payload",
    [
        "v1;topic;mechanism/kinetic_chain",
        "v1;intent;book_counseling",
        "v1;intent;inform;treatment=bme",
        "v1;date;booking_wish_first;2026-12-01",
        "v1;date;booking_wish_first;2026-12-01T14:30",
        "v1;date;booking_wish_first;2026-12-01Tafternoon",
        "v1;staff;ask",
        "v1;staff;back",
        "v1;rate;up;12",
        "v1;rate;down;3",
        "v1;erase;yes",
        "v1;erase;no",
    ],
)
def test_the_grammar_is_accepted(payload: str) -> None:
    assert is_payload(payload)


@pytest.mark.parametrize(
    "payload",
    [
        "v1;date;booking_wish_first",
        "v1;date;booking_wish_first;1.12.2026",
        "v1;date;booking_wish_first;2026-12-01Tnoon",
        "v1;staff;here",
        "",
        "/restart",
        "v1;topic;",
        "v1;topic;a/b/c",
        "v1;topic;膝/痛い",
        "v1;topic;mechanism/kinetic_chain\n",
        " v1;intent;help",
        "v2;intent;help",
        "v1;intent;help;treatment=",
        "v1;intent;help;treatment=bme;x=y",
        "v1;rate;sideways;1",
        "v1;erase;all",
        "v1;erase;yes;1",
        "v1;rate;up;１",
        "v1;event;x",
        "v1;intent;" + "a" * 300,
    ],
)
def test_anything_else_is_refused(payload: str) -> None:
    assert not is_payload(payload)
