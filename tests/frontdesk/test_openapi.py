"""docs/openapi.yml is true: every documented answer is given here in its documented form, and there is no other route.

Each scenario brings about one documented status of one route; what comes back is checked against the document's schema,
in which nothing may stand that is not described.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from django.db import OperationalError, connection
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from pytest_django import Settings

from frontdesk.chat.errors import STATUS
from frontdesk.conversations import lease
from frontdesk.conversations.models import Conversation
from tests.frontdesk.bookings.scenarios import SCENARIOS as BOOKING_SCENARIOS
from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.line.scenarios import SCENARIOS as LINE_SCENARIOS
from tests.frontdesk.visitor import Visitor, browser

pytestmark = pytest.mark.django_db(transaction=True)

DOCUMENT: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "docs" / "openapi.yml").read_text(encoding="utf-8")
)
SESSION, MESSAGES = "/api/chat/session", "/api/chat/messages"
FOREIGN = {"Origin": "https://evil.example"}
# Leads to the page and is no interface.
UNDOCUMENTED = {"/"}
# Pages for staff, no interface for programs: tests/frontdesk/console/test_permissions.py reads every one of them.
FOR_STAFF = "/console/"

EVERYTHING = {
    "text": "a",
    "quick_replies": [{"title": "b", "payload": "v1;intent;help"}],
    "links": [{"title": "c", "href": "[[clinic.tel]]"}],
    "table": {"caption": "d", "columns": ["e"], "rows": [["f"]]},
    "urgency": "soon",
    "picker": {"kind": "date", "min": "2026-11-23", "max": "2026-12-23", "payload": "v1;date;booking_wish_first"},
    "image": {"src": "/static/g.svg", "alt": "g"},
    "source": "h",
}


def said(**changes: object) -> dict[str, object]:
    return {"id": str(uuid.uuid4()), "text": "膝が痛い", **changes}


def limited(name: str, call: Callable[[], httpx.Response]) -> httpx.Response:
    from django.conf import settings

    settings.RATE_LIMITS[name] = "1/hour"
    call()
    return call()


def busy() -> httpx.Response:
    visitor = Visitor()
    Conversation.objects.update(lease_owner=uuid.uuid4(), lease_until=timezone.now() + timedelta(seconds=9))
    return visitor.say("膝")


def conversation_read() -> httpx.Response:
    visitor = Visitor()
    visitor.say("膝が痛い")
    return visitor.read()


def script_again() -> httpx.Response:
    return browser(**{"If-None-Match": browser().get("/widget.js").headers["ETag"]}).get("/widget.js")


def broken(call: Callable[[], httpx.Response]) -> httpx.Response:
    def fail(*_: object) -> None:
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(fail):
        return call()


SCENARIOS: dict[tuple[str, str, int], Callable[[], httpx.Response]] = {
    ("post", SESSION, 200): lambda: browser().post(SESSION),
    ("post", SESSION, 403): lambda: browser(**FOREIGN).post(SESSION),
    ("post", SESSION, 405): lambda: browser().put(SESSION),
    ("post", SESSION, 429): lambda: limited("RATE_LIMIT_SESSIONS_PER_ADDRESS", lambda: browser().post(SESSION)),
    ("post", SESSION, 503): lambda: broken(lambda: browser().post(SESSION)),
    ("delete", SESSION, 204): lambda: Visitor().erase(),
    ("delete", SESSION, 401): lambda: browser().delete(SESSION),
    ("delete", SESSION, 403): lambda: browser(**FOREIGN).delete(SESSION),
    ("delete", SESSION, 429): lambda: limited("RATE_LIMIT_REQUESTS_PER_ADDRESS", lambda: browser().delete(SESSION)),
    ("delete", SESSION, 503): lambda: broken(Visitor().erase),
    ("post", MESSAGES, 200): lambda: Visitor().send(said()),
    ("post", MESSAGES, 400): lambda: Visitor().send(said(text="")),
    ("post", MESSAGES, 401): lambda: browser().post(MESSAGES, json=said()),
    ("post", MESSAGES, 403): lambda: browser(**FOREIGN).post(MESSAGES, json=said()),
    ("post", MESSAGES, 405): lambda: browser().put(MESSAGES),
    ("post", MESSAGES, 413): lambda: Visitor().send(said(text="あ" * 501)),
    ("post", MESSAGES, 429): busy,
    ("post", MESSAGES, 503): lambda: broken(partial(Visitor().send, said())),
    ("get", MESSAGES, 200): conversation_read,
    ("get", MESSAGES, 400): lambda: Visitor().read(after="x"),
    ("get", MESSAGES, 401): lambda: browser().get(MESSAGES),
    ("get", MESSAGES, 403): lambda: browser(**FOREIGN).get(MESSAGES),
    ("get", MESSAGES, 429): lambda: limited("RATE_LIMIT_READS_PER_SESSION", Visitor().read),
    ("get", MESSAGES, 503): lambda: broken(Visitor().read),
    **BOOKING_SCENARIOS,
    **LINE_SCENARIOS,
    ("get", "/chat", 200): lambda: browser().get("/chat"),
    ("get", "/chat", 405): lambda: browser().post("/chat"),
    ("get", "/widget.js", 200): lambda: browser().get("/widget.js"),
    ("get", "/widget.js", 304): script_again,
    ("get", "/widget.js", 405): lambda: browser().post("/widget.js"),
    ("get", "/healthz", 200): lambda: browser().get("/healthz"),
    ("get", "/readyz", 200): lambda: browser().get("/readyz"),
    ("get", "/readyz", 503): lambda: broken(lambda: browser().get("/readyz")),
}


def documented() -> Iterator[tuple[str, str, int]]:
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            for status in operation["responses"]:
                yield method, path, int(status)


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """What a $ref points to."""
    while "$ref" in node:
        found: Any = DOCUMENT
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        node = found
    return node


def problems(response: httpx.Response, described: dict[str, Any]) -> list[str]:
    """How the response differs from its description."""
    found = [f"no header {name}" for name in described.get("headers", {}) if name not in response.headers]
    content = described.get("content", {})
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if not content:
        return found
    if kind not in content:
        return [*found, f"{kind} instead of {', '.join(content)}"]
    if kind == "application/json":
        schema = {**content[kind]["schema"], "components": DOCUMENT["components"]}
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        found += [f"{error.json_path}: {error.message}" for error in validator.iter_errors(response.json())]
    return found


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        else:
            yield re.sub(r"<\w+:(\w+)>", r"{\1}", path)


def test_the_document_is_valid_openapi() -> None:
    validate(DOCUMENT)


def test_every_documented_answer_has_a_scenario_and_no_other() -> None:
    assert set(SCENARIOS) == set(documented())


def test_every_route_is_documented_and_every_documented_route_exists() -> None:
    found = {route for route in routes(get_resolver().url_patterns) if not route.startswith(FOR_STAFF)}
    assert found - UNDOCUMENTED == set(DOCUMENT["paths"])


def test_what_the_tests_send_is_what_the_document_describes() -> None:
    schema = {**DOCUMENT["components"]["schemas"]["SentMessage"], "additionalProperties": False}
    for body in (said(), {"id": str(uuid.uuid4()), "payload": "v1;intent;help"}):
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(body)


def test_every_error_code_is_documented() -> None:
    codes = DOCUMENT["components"]["schemas"]["Error"]["properties"]["error"]["properties"]["code"]["enum"]
    assert sorted(codes) == sorted(STATUS)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: " ".join(map(str, scenario)))
def test_an_answer_has_its_documented_form(
    scenario: tuple[str, str, int], engine: FakeEngine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RATE_LIMITS = dict(settings.RATE_LIMITS)
    monkeypatch.setattr(lease, "WAIT_S", 0)
    engine.behaviour = answer(reply(EVERYTHING))
    method, path, status = scenario
    response = SCENARIOS[scenario]()
    assert response.status_code == status
    assert problems(response, resolve(DOCUMENT["paths"][path][method]["responses"][str(status)])) == []
