"""A log line is one JSON object and holds no message, not even the one that an error carries."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from frontdesk.logs import JsonLines

ROOT = Path(__file__).resolve().parents[2]


def line(**record: Any) -> dict[str, Any]:
    made = logging.makeLogRecord({"name": "frontdesk", "levelname": "ERROR", "msg": "a %s", "args": ("b",), **record})
    text = JsonLines().format(made)
    assert "\n" not in text
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_a_line_is_an_object_with_time_level_logger_and_message() -> None:
    made = line(created=1_800_000_000.5)
    assert made == {
        "at": "2027-01-15T08:00:00.500+00:00",
        "level": "ERROR",
        "logger": "frontdesk",
        "message": "a b",
    }


def test_of_an_error_only_kind_and_place_are_kept() -> None:
    try:
        raise ValueError("ひみつの膝の話")
    except ValueError as error:
        made = line(exc_info=(type(error), error, error.__traceback__))
    assert made["error"] == "ValueError"
    assert made["trace"][-1].partition(":")[0].endswith("test_logs.py")
    assert "ひみつ" not in json.dumps(made, ensure_ascii=False)


def test_every_line_goes_through_this_form_and_nothing_is_logged_below_info() -> None:
    logging_settings: dict[str, Any] = settings.LOGGING
    assert {handler["formatter"] for handler in logging_settings["handlers"].values()} == {"line"}
    assert logging_settings["formatters"]["line"] == {"()": "frontdesk.logs.JsonLines"}
    assert logging_settings["root"]["level"] == "INFO"
    assert not any(logger["level"] == "DEBUG" for logger in logging_settings["loggers"].values())


@pytest.mark.parametrize("message", ["行\n替え", '"', "\x00"])
def test_whatever_is_logged_the_line_stays_one_line(message: str) -> None:
    assert line(msg=message, args=())["message"] == message


def test_the_servers_own_lines_have_the_same_form(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gunicorn", "-c", "python:frontdesk.serving", "frontdesk.wsgi"]
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3", "FRONTDESK_BIND": "127.0.0.1:0"}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    with server.stderr:
        first = json.loads(server.stderr.readline())
        server.terminate()
        rest = [json.loads(text) for text in server.stderr.read().splitlines()]
        server.wait(10)
    assert (first["logger"], first["level"]) == ("gunicorn.error", "INFO")
    assert all(set(text) >= {"at", "level", "logger", "message"} for text in rest)
