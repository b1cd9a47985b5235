"""The clock runs what falls due, outlives a missing database, and ends when it is told to."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.django_db(transaction=True)
def test_without_the_database_the_clock_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("unable to open database file")

    with connection.execute_wrapper(fail), caplog.at_level(logging.ERROR):
        call_command("clock", "--once")
    assert "OperationalError" in caplog.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_clock_ends_at_once_and_in_order_when_told_to(tmp_path: Path, number: signal.Signals) -> None:
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3"}
    clock = subprocess.Popen(
        [sys.executable, "manage.py", "clock"], env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert clock.stderr is not None
    with clock.stderr:
        assert "clock: started" in clock.stderr.readline()
        clock.send_signal(number)
        assert clock.wait(10) == 0
