"""Only what LINE has signed gets in; whatever else comes, nothing is stored, nothing echoed, and never a 500 (T1, T2)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from frontdesk.line import inbox
from frontdesk.line.models import DailyNumber, InboxEvent
from frontdesk.line.signature import HEADER, is_signed, signature_of
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import CHANNEL_SECRET, Patient, Post, body_of, signed

pytestmark = pytest.mark.django_db(transaction=True)

# From LINE's documentation, and one with text beyond ASCII.
EMPTY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
EMPTY_SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
KNEE = '{"t":"膝が痛い🦵\\nです"}'.encode()
KNEE_SIGNATURE = "1CK8DqkG2sbYt4NQWZ3Zm1RRFlaoKxHvG9JI6LMwqmk="


@pytest.mark.parametrize(("body", "signature"), [(EMPTY, EMPTY_SIGNATURE), (KNEE, KNEE_SIGNATURE)])
def test_the_signature_is_that_of_the_documentation(body: bytes, signature: str) -> None:
    assert signature_of(body, CHANNEL_SECRET).decode() == signature
    assert is_signed(body, signature, [CHANNEL_SECRET])
    assert is_signed(body, signature, ["another secret, on its way out", CHANNEL_SECRET])


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(KNEE + b" ", id="one blank more"),
        pytest.param('{"t":"膝が痛い🦶\\nです"}'.encode(), id="another foot"),
        pytest.param(json.dumps({"t": "膝が痛い🦵\nです"}).encode(), id="escaped"),
        pytest.param(bytes([KNEE[0] ^ 1]) + KNEE[1:], id="one bit"),
    ],
)
def test_a_body_that_was_changed_is_refused(line: FakeLine, post: Post, body: bytes) -> None:
    assert post(body, {HEADER: KNEE_SIGNATURE}) == 401


@pytest.mark.parametrize("header", [None, "", "=", "abc", "💊" * 11, "ﾊﾝｶｸ", KNEE_SIGNATURE[:-1], KNEE_SIGNATURE + "="])
def test_a_signature_that_is_none_is_refused(line: FakeLine, post: Post, header: str | None) -> None:
    assert not is_signed(EMPTY, header, [CHANNEL_SECRET])
    if header is None or header.isascii():
        assert post(EMPTY, {} if header is None else {HEADER: header}) == 401
    assert not InboxEvent.objects.exists()


def test_the_header_is_found_in_any_case(line: FakeLine, client: Client) -> None:
    for name in ("x-line-signature", "X-LINE-SIGNATURE"):
        sent = client.post("/line/webhook", EMPTY, "application/json", headers={name: EMPTY_SIGNATURE})
        assert sent.status_code == 200


def test_the_console_verifies_with_no_events(line: FakeLine, post: Post) -> None:
    assert post(EMPTY, {HEADER: EMPTY_SIGNATURE}) == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="empty"),
        pytest.param(b"[]", 400, id="list"),
        pytest.param(b'{"events": null}', 400, id="events null"),
        pytest.param(b'{"destination": "U"}', 400, id="no events"),
        pytest.param(b'{"events": {}}', 400, id="events object"),
        pytest.param(b'\xff\xfe{"events": []}', 400, id="no UTF-8"),
        pytest.param(b"[" * 200_000, 400, id="deep"),
        pytest.param(b'{"events": [null, 1, "x", []]}', 200, id="events that are no objects"),
        pytest.param(b'{"events": [{}]}', 200, id="an event with nothing in it"),
        pytest.param(b'{"events": [], "destination": 7, "new": {}}', 200, id="unknown fields"),
    ],
)
def test_a_signed_body_gets_the_stated_status(line: FakeLine, post: Post, body: bytes, status: int) -> None:
    assert post(body, signed(body)) == status


def test_a_body_of_ten_megabytes_is_too_long(line: FakeLine, post: Post) -> None:
    body = b'{"events": []}' + b" " * 10_000_000
    assert post(body, signed(body)) == 413


def test_half_a_surrogate_pair_is_stored_without_a_fault(line: FakeLine, patient: Patient) -> None:
    body = body_of([patient.text("x")]).replace(b'"x"', b'"\\ud83e knee \\u0000"')
    assert patient.post(body, signed(body)) == 200
    assert inbox.event_of(InboxEvent.objects.get()).text == "\ufffd knee \ufffd"


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_post_is_taken(line: FakeLine, client: Client, method: str) -> None:
    assert getattr(client, method)("/line/webhook").status_code == 405


def test_without_a_secret_the_channel_does_not_exist(client: Client, settings: Settings) -> None:
    assert not settings.LINE.is_on
    assert client.post("/line/webhook", EMPTY, "application/json").status_code == 404


def test_the_body_for_another_bot_is_counted_and_forgotten(
    line: FakeLine, patient: Patient, settings: Settings
) -> None:
    settings.LINE = replace(settings.LINE, bot_user_id="U" + "a" * 32)
    patient.say("膝が痛い")
    assert not InboxEvent.objects.exists()
    assert DailyNumber.objects.get().number == 1


def test_a_database_that_cannot_be_written_is_said_so(
    line: FakeLine, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: object, **kwargs: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(InboxEvent.objects, "bulk_create", locked)
    assert patient.send(patient.text("膝が痛い")) == 503
    monkeypatch.undo()
    assert not InboxEvent.objects.exists()
