"""The processes under the supervisor: found by their command line, frozen and killed by signals.

Each program leads a process group of its own, and a signal reaches the whole group: the front desk serves from
children. Linux only: it reads /proc, which needs no package.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# A part of the command line of each program of deploy/local/supervisord.conf.
COMMANDS = {"engine": "rasa\0run", "actions": "-m\0actions", "frontdesk": "gunicorn"}
PATIENCE_S = 30.0
POLL_S = 0.05


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
    """The program hangs while the block runs: it takes connections and answers nothing."""
    os.killpg(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(pid, signal.SIGCONT)


@contextmanager
def down(run_folder: Path, program: str) -> Iterator[None]:
    """The program is dead while the block runs, because the supervisor that would restart it is frozen until then."""
    with frozen(supervisor_of(run_folder)):
        pid = process_of(run_folder, program)
        os.killpg(pid, signal.SIGKILL)
        _wait_until(lambda: _is_zombie(pid), f"process {pid} did not end")
        yield
    _wait_until(lambda: _is_running(run_folder, program), f"the supervisor did not start the {program} again")


def _is_zombie(pid: int) -> bool:
    """A zombie has let go of its port; the frozen supervisor keeps it from going further."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"


def _is_running(run_folder: Path, program: str) -> bool:
    try:
        return bool(process_of(run_folder, program))
    except LookupError:
        return False


def _wait_until(is_so: Callable[[], bool], failure: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(failure)
        time.sleep(POLL_S)
