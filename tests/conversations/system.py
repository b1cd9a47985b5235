"""The whole assistant as `make run` starts it: on free ports, with databases, logs and a clinic of its own.

`python -m tests.conversations.system COMMAND ...` runs a command while the system is up; the command finds CHAT_URL,
HOST_URL where it may serve a web site that uses the chat, ENGINE_PID to stop the engine with, SYSTEM_FOLDER with the
databases, and the settings with which manage.py works on them.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import yaml

from data_checks.profiles import NOTHING_FILLED_IN
from tests.conversations.processes import down, frozen, process_of

ROOT = Path(__file__).resolve().parent.parent.parent
START_PATIENCE_S = 180.0
STOP_PATIENCE_S = 40.0
POLL_S = 0.3
# What a program needs of the calling shell; everything else could change what is tested (PRODUCTION, CLINIC_FILE ...).
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYENV_ROOT", "LD_LIBRARY_PATH")
# A test asks faster than a person.
NO_LIMITS = dict.fromkeys(
    (
        "RATE_LIMIT_SESSIONS_PER_ADDRESS",
        "RATE_LIMIT_REQUESTS_PER_ADDRESS",
        "RATE_LIMIT_MESSAGES_PER_SESSION",
        "RATE_LIMIT_READS_PER_SESSION",
    ),
    "1000000/minute",
)


class SystemFailed(RuntimeError):
    """Raised when the system does not start or answer; the message ends with the last lines of its logs."""


@dataclass(frozen=True)
class RunningSystem:
    """A system that answers at `url` and keeps its databases, clinic.yml and `run/` logs in `folder`."""

    url: str
    actions_url: str
    engine_url: str
    folder: Path
    launcher: subprocess.Popen[bytes]

    @property
    def logs(self) -> list[Path]:
        """Every file that a process of the system writes lines to."""
        return sorted([*self.folder.glob("*.log"), *(self.folder / "run").rglob("*")])

    @property
    def operators_settings(self) -> dict[str, str]:
        """With these in its environment, manage.py works on this system."""
        return {
            "DATABASE_URL": f"sqlite:///{self.folder}/frontdesk.sqlite3",
            "RASA_TRACKER_DB_URL": f"sqlite:///{self.folder}/tracker.sqlite3",
            "CLINIC_FILE": str(self.folder / "clinic.yml"),
            "ENGINE_URL": self.engine_url,
        }

    def wait_until_ready(self, patience_s: float = START_PATIENCE_S) -> None:
        """Returns when visitors can be answered. Raises SystemFailed."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline and self.launcher.poll() is None:
            if self._is_ready():
                return
            time.sleep(POLL_S)
        code = self.launcher.poll()
        what = f"did not answer within {patience_s:.0f} s" if code is None else f"ended with {code}"
        raise SystemFailed(f"the system {what}\n{self._last_lines()}")

    def pid_of(self, program: str) -> int:
        """The process of a program of supervisord.conf."""
        return process_of(self.folder / "run", program)

    @contextmanager
    def without(self, program: str) -> Iterator[None]:
        """The program is dead while the block runs; afterwards the supervisor has started it again."""
        with down(self.folder / "run", program):
            yield
        self.wait_until_ready()

    @contextmanager
    def hanging(self, program: str) -> Iterator[None]:
        """The program takes connections and answers nothing while the block runs."""
        with frozen(self.pid_of(program)):
            yield

    def _is_ready(self) -> bool:
        try:
            answers = [
                httpx.get(address, timeout=3, trust_env=False)
                for address in (f"{self.url}/readyz", f"{self.actions_url}/health")
            ]
        except httpx.HTTPError:
            return False
        return all(answer.status_code == httpx.codes.OK for answer in answers)

    def _last_lines(self) -> str:
        files = (log for log in self.logs if log.suffix == ".log")
        return "\n".join(f"--- {log.name}\n" + "\n".join(log.read_text("utf-8").splitlines()[-15:]) for log in files)


@contextmanager
def running_system(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[RunningSystem]:
    """The system, with these settings besides, while the block runs; then it is asked to stop. Raises SystemFailed."""
    engine, actions, frontdesk = free_ports(3)
    (folder / "clinic.yml").write_text(yaml.safe_dump({"clinic": dict(NOTHING_FILLED_IN)}, allow_unicode=True), "utf-8")
    environment = {
        **{name: os.environ[name] for name in INHERITED if name in os.environ},
        **NO_LIMITS,
        "ENGINE_URL": f"http://127.0.0.1:{engine}",
        "ACTIONS_URL": f"http://127.0.0.1:{actions}",
        "FRONTDESK_BIND": f"127.0.0.1:{frontdesk}",
        "DATABASE_URL": f"sqlite:///{folder}/frontdesk.sqlite3",
        "RASA_TRACKER_DB_URL": f"sqlite:///{folder}/tracker.sqlite3",
        "RUN_FOLDER": str(folder / "run"),
        "CLINIC_FILE": str(folder / "clinic.yml"),
        **(settings or {}),
    }
    with (folder / "launcher.log").open("wb") as log:
        # A session of its own: Ctrl-C in the test's terminal reaches the test, which then stops the system in order.
        launcher = subprocess.Popen(
            ["/bin/bash", "-c", ". scripts/environment.sh && exec .venv/bin/python -m launcher"],
            cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    system = RunningSystem(
        f"http://127.0.0.1:{frontdesk}", f"http://127.0.0.1:{actions}", f"http://127.0.0.1:{engine}", folder, launcher
    )
    try:
        system.wait_until_ready()
        yield system
    finally:
        _stop(system)


def free_ports(count: int) -> list[int]:
    """Ports at which nobody listens, all different."""
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _stop(system: RunningSystem) -> None:
    if system.launcher.poll() is not None:
        return
    # Not SIGINT: it is ignored by all that a shell has started in the background.
    system.launcher.terminate()
    try:
        system.launcher.wait(STOP_PATIENCE_S)
    except subprocess.TimeoutExpired:
        os.killpg(system.launcher.pid, signal.SIGKILL)
        raise SystemFailed(f"the system did not stop within {STOP_PATIENCE_S:.0f} s") from None


def main(command: list[str]) -> int:
    """The exit code of the command, run while the system is up."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # A clinic's own web site, which the command may serve there: it may call the API and frame /chat.
    host = f"http://127.0.0.1:{free_ports(1)[0]}"
    settings = {"CHAT_ALLOWED_ORIGINS": host, "CHAT_FRAME_ANCESTORS": host}
    with tempfile.TemporaryDirectory() as folder, running_system(Path(folder), settings) as system:
        found = {
            "CHAT_URL": system.url,
            "HOST_URL": host,
            "ENGINE_PID": str(system.pid_of("engine")),
            "SYSTEM_FOLDER": folder,
            # For the commands of manage.py that a test needs: an account for staff.
            "SYSTEM_DATABASE_URL": f"sqlite:///{system.folder}/frontdesk.sqlite3",
        }
        environment = {**os.environ, **system.operators_settings, **found}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
