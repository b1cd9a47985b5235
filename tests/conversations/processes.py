"""The processes under the supervisor: found by their command line, frozen and killed by signals.

Linux only: it reads /proc, which needs no package.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A part of the command line of each program of deploy/local/supervisord.conf.
COMMANDS = {"engine": "rasa\0run", "actions": "rasa_sdk", "frontdesk": "gunicorn"}
PATIENCE_S = 30.0


def supervisor_of(run_folder: Path) -> int:
    """The supervisor's process."""
    return int((run_folder / "supervisord.pid").read_text("ascii"))


def process_of(run_folder: Path, program: str) -> int:
    """The process of the program. Raises LookupError while it is down."""
    supervisor = supervisor_of(run_folder)
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text("utf-8").rpartition(")")[2].split()[1])
            if parent == supervisor and COMMANDS[program] in (folder / "cmdline").read_text("utf-8"):
                return int(folder.name)
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended meanwhile
    raise LookupError(f"the supervisor runs no {program}")


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    """The process hangs while the block runs: it takes connections and answers nothing."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@contextmanager
def down(run_folder: Path, program: str) -> Iterator[None]:
    """The program is dead while the block runs, because the supervisor that would restart it is frozen until then."""
    with frozen(supervisor_of(run_folder)):
        pid = process_of(run_folder, program)
        os.kill(pid, signal.SIGKILL)
        _wait_for_death(pid)
        yield


def _wait_for_death(pid: int) -> None:
    """Returns when the process has let go of its port; a zombie has."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if (Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]) == "Z":
            return
        time.sleep(0.05)
    raise TimeoutError(f"process {pid} did not end")
