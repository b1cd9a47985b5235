"""A wrong setting stops the start with a sentence; production does not start with secrets that everybody knows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "DJANGO_SECRET_KEY": "k" * 50,
    "ENGINE_SECRET": "e" * 40,
    "ID_HASH_KEY": "h" * 40,
    "FIELD_ENCRYPTION_KEYS": "ZGV2ZWxvcG1lbnQtb25seS1rZXktaGlkZXMtbm9ib2Q=",
}
PRODUCTION = {"PRODUCTION": "1", **SECRETS}


def start(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The settings and the apps, loaded as any process of ours loads them."""
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3", **variables}
    code = "import django; django.setup()"
    environment["DJANGO_SETTINGS_MODULE"] = "frontdesk.settings"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_without_any_variable_the_front_desk_starts(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 0


def test_production_starts_with_its_secrets(tmp_path: Path) -> None:
    assert start(tmp_path, **PRODUCTION).returncode == 0


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        *(({**PRODUCTION, name: ""}, f"{name}: in production") for name in SECRETS),
        ({**PRODUCTION, "DEBUG": "1"}, "DEBUG: "),
        ({"FIELD_ENCRYPTION_KEYS": "short"}, "FIELD_ENCRYPTION_KEYS: one of them is no key"),
        ({"PUBLIC_URL": "chat.clinic.example"}, "PUBLIC_URL: "),
        ({"EMAIL_PORT": "0"}, "EMAIL_PORT: 0 is outside"),
        ({"EMAIL_USE_TLS": "1", "EMAIL_USE_SSL": "1"}, "EMAIL_USE_TLS: excludes"),
        ({**PRODUCTION, "EMAIL_HOST": "mail.clinic.example"}, "EMAIL_FROM: is empty"),
        ({"BOOKING_RETENTION_DAYS": "0"}, "BOOKING_RETENTION_DAYS: 0 is outside"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL: "),
        ({"CHAT_SESSION_HOURS": "25"}, "CHAT_SESSION_HOURS: 25 is outside 0.1 to 24"),
        ({"CHAT_ALLOWED_ORIGINS": "www.clinic.example"}, "CHAT_ALLOWED_ORIGINS: "),
        ({"CHAT_FRAME_ANCESTORS": "https://a.example/page"}, "CHAT_FRAME_ANCESTORS: "),
        ({"RATE_LIMIT_MESSAGES_PER_SESSION": "many"}, "RATE_LIMIT_MESSAGES_PER_SESSION: "),
        ({"TRANSCRIPT_RETENTION_DAYS": "0"}, "TRANSCRIPT_RETENTION_DAYS: 0 is outside"),
        ({"BACKUP_RETENTION_DAYS": "x"}, 'BACKUP_RETENTION_DAYS: "x" is no number'),
        ({"SAFETY_EVENT_RETENTION_DAYS": "0"}, "SAFETY_EVENT_RETENTION_DAYS: 0 is outside"),
        ({"AUDIT_RETENTION_DAYS": "0"}, "AUDIT_RETENTION_DAYS: 0 is outside"),
        ({"TRACKER_RETENTION_HOURS": "0"}, "TRACKER_RETENTION_HOURS: 0 is outside"),
        ({"RED_FLAG_ACTIVE_MINUTES": "5"}, "RED_FLAG_ACTIVE_MINUTES: 5 is outside"),
        ({"RASA_TRACKER_DB_URL": "sqlite://"}, "RASA_TRACKER_DB_URL: names no file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_setting_stops_the_start(tmp_path: Path, variables: dict[str, str], expected: str) -> None:
    ended = start(tmp_path, **variables)
    assert ended.returncode != 0
    assert expected in ended.stderr


def test_a_mistake_in_the_clinics_file_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "clinic.yml"
    file.write_text("clinic: {phone: 050}\ntreatment: {}\n", encoding="utf-8")
    ended = start(tmp_path, CLINIC_FILE=str(file))
    assert ended.returncode != 0
    assert "clinic.yml: clinic.phone: is the number 50" in ended.stderr
    assert "clinic.yml: treatment: is an unknown key; did you mean treatments?" in ended.stderr


@pytest.mark.parametrize(
    ("staff", "missing", "expected"),
    [
        ('{mail: ["a@clinic.example"]}', "EMAIL_HOST", "staff.mail: no mail can be sent; set EMAIL_HOST"),
        ('{webhook: "https://clinic.example/hook"}', "STAFF_WEBHOOK_SECRET", "set STAFF_WEBHOOK_SECRET"),
        ('{mail: ["a@clinic.example"]}', "PUBLIC_URL", "set PUBLIC_URL"),
    ],
    ids=["mail", "webhook", "links"],
)
def test_production_does_not_promise_notices_that_it_cannot_send(
    tmp_path: Path, staff: str, missing: str, expected: str
) -> None:
    file = tmp_path / "clinic.yml"
    file.write_text(f'clinic: {{phone: "050-1869-7918"}}\nstaff: {staff}\n', encoding="utf-8")
    able = {
        "EMAIL_HOST": "mail.clinic.example",
        "EMAIL_FROM": "chat@clinic.example",
        "STAFF_WEBHOOK_SECRET": "s" * 40,
        "PUBLIC_URL": "https://chat.clinic.example",
        "CLINIC_FILE": str(file),
    }
    assert start(tmp_path, **PRODUCTION, **able).returncode == 0
    ended = start(tmp_path, **PRODUCTION, **{**able, missing: ""})
    assert ended.returncode != 0
    assert expected in ended.stderr
