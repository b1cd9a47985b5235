"""Fifty people at the same moment get what one after the other would, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clinic.bookings.rush import PEOPLE, PROFILE
from tests.postgres import postgres

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What fifty people got who did the same thing at once."""
    folder = tmp_path_factory.mktemp("rush")
    if request.param == "SQLite":
        yield rush(folder, f"sqlite:///{folder}/rush.sqlite3")
    else:
        with postgres() as address:
            yield rush(folder, address)


def rush(folder: Path, database: str) -> dict[str, Any]:
    profile = folder / "clinic.yml"
    profile.write_text(PROFILE, encoding="utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": database,
        "CLINIC_FILE": str(profile),
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "tests.clinic.bookings.rush"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_the_last_seat_goes_to_exactly_one_of_fifty(outcome: dict[str, Any]) -> None:
    got = Counter("booked" if "-" in one else one for one in outcome["last_seat"])
    assert got == {"booked": 1, "SlotTaken": PEOPLE - 1}


def test_who_did_not_get_the_seat_leaves_no_row_behind(outcome: dict[str, Any]) -> None:
    bookings, history, seats, notices = outcome["rows"]
    assert (bookings, history, seats, notices) == (1, 2, 1, 0)


def test_the_same_request_fifty_times_is_one_booking(outcome: dict[str, Any]) -> None:
    assert len(set(outcome["same_key"])) == 1
    assert outcome["bookings_under_key"] == 1


def test_of_fifty_members_of_staff_who_move_a_booking_one_succeeds(outcome: dict[str, Any]) -> None:
    got = Counter("moved" if "-" in one else one for one in outcome["same_move"])
    assert got == {"moved": 1, "StaleVersion": PEOPLE - 1}
    assert (outcome["version"], outcome["history"], outcome["seats"]) == (3, 3, 1)
