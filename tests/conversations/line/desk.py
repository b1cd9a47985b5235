"""The front desk and its LINE worker as processes of their own, between a stub engine and the fake platform.

For what needs no real engine: load, crashes, order. Both processes can be killed and started again.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg

from tests.conversations.system import INHERITED, NO_LIMITS, ROOT, free_ports
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.line.fake_line import ACCESS_TOKEN, FakeLine
from tests.frontdesk.line.patient import CHANNEL_SECRET

START_PATIENCE_S = 60.0
PYTHON = str(ROOT / ".venv/bin/python")
COMMANDS = {
    "web": [str(ROOT / ".venv/bin/gunicorn"), "-c", "python:frontdesk.serving", "frontdesk.wsgi"],
    "worker": [PYTHON, "manage.py", "line_worker"],
    "second worker": [PYTHON, "manage.py", "line_worker"],
}


def line_environment(line: FakeLine) -> dict[str, str]:
    """The variables that switch the channel on, towards the fake platform."""
    return {
        "LINE_CHANNEL_SECRET": CHANNEL_SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": ACCESS_TOKEN,
        "LINE_API_HOST": line.url,
        "RATE_LIMIT_LINE_MESSAGES_PER_PERSON": "1000000/minute",
    }


class Desk:
    """The two processes and their database."""

    def __init__(self, folder: Path, line: FakeLine, engine: FakeEngine, database: str = "") -> None:
        (port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        self.folder = folder
        self.database = database or f"sqlite:///{folder}/frontdesk.sqlite3"
        self.environment = {
            **{name: os.environ[name] for name in INHERITED if name in os.environ},
            **NO_LIMITS,
            **line_environment(line),
            "ENGINE_URL": engine.url,
            "FRONTDESK_BIND": f"127.0.0.1:{port}",
            "DATABASE_URL": self.database,
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        # A new connection for each delivery: one that is kept may be closed by the server just when it is used again.
        connections = httpx.Limits(max_connections=40, max_keepalive_connections=0)
        self.http = httpx.Client(base_url=self.url, timeout=20, trust_env=False, limits=connections)

    def migrate(self) -> None:
        """Makes the tables."""
        command = [PYTHON, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    def start(self, *names: str) -> None:
        """Starts processes; the web one answers afterwards."""
        for name in names:
            with (self.folder / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    COMMANDS[name], cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
                    start_new_session=True,
                )  # fmt: skip
        if "web" in names:
            wait_until(self._answers, START_PATIENCE_S)

    def kill(self, *names: str) -> None:
        """Kills processes at once, and all that they have started."""
        for name in names:
            os.killpg(self.processes[name].pid, signal.SIGKILL)
        for name in names:
            self.processes.pop(name).wait(10)

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """The process stands still while the block runs."""
        os.killpg(self.processes[name].pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.processes[name].pid, signal.SIGCONT)

    def stop(self) -> None:
        """Ends everything in order."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self.http.close()

    def post(self, body: bytes, headers: dict[str, str]) -> int:
        """Delivers a body as LINE does; the status code, 0 when nobody answers."""
        try:
            sent = self.http.post(
                "/line/webhook", content=body, headers={**headers, "Content-Type": "application/json"}
            )
        except httpx.TransportError as error:
            print(f"nobody answered: {error!r}")
            return 0
        return sent.status_code

    def rows(self, query: str) -> list[Any]:
        """What a query finds in the database."""
        if self.database.startswith("postgresql"):
            with psycopg.connect(self.database) as server:
                return server.execute(query.encode()).fetchall()
        file = self.database.removeprefix("sqlite:///")
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as database:
            return database.execute(query).fetchall()

    def open_events(self) -> int:
        """How many events are still to be answered."""
        ((count,),) = self.rows(
            "SELECT count(*) FROM line_inboxevent WHERE state IN ('received', 'answering', 'answered', 'sending', 'late')"
        )
        return int(count)

    def _answers(self) -> bool:
        try:
            return self.http.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False


def busy() -> float:
    """How many times as long things may take because other programs use the machine too; 1 on an idle one."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def wait_until(is_so: Callable[[], bool], patience_s: float) -> None:
    """Returns when it is so. Raises TimeoutError."""
    deadline = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not so after {patience_s:.0f} s")
        time.sleep(0.02)
