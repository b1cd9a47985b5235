"""A real PostgreSQL of Debian's package, private to a test: its own folder, its own port, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

PATIENCE_S = 60.0
POLL_S = 0.1
# What makes a server quick that nobody will miss.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# PostgreSQL refuses to run as root; this account exists everywhere and owns nothing.
UNPRIVILEGED = "nobody"


class PostgresMissing(RuntimeError):
    """Raised when PostgreSQL is not installed; scripts/set-up-tests brings it."""


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database on a server of this test's own, as DATABASE_URL takes it."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    account: dict[str, Any] = (
        {"user": UNPRIVILEGED, "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    )
    if account:
        shutil.chown(folder, UNPRIVILEGED, "nogroup")
    try:
        with _server(folder, account) as port:
            yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder)


@contextmanager
def _server(folder: Path, account: Mapping[str, Any]) -> Iterator[int]:
    programs = _programs()
    data = folder / "data"
    _run([programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale"], folder, account)
    port = _free_port()
    options = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *CARELESS]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [programs / "postgres", "-D", data, *(part for option in options for part in ("-c", option))],
        cwd=folder,
        stdout=log,
        stderr=log,
        **account,
    )
    try:
        _wait_for(port, server, folder)
        yield port
    finally:
        server.terminate()
        server.wait(PATIENCE_S)
        log.close()


def _programs() -> Path:
    """The folder of the newest installed version; Debian keeps it off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda file: int(file.parts[-3]))
    on_path = shutil.which("postgres")
    if not found and not on_path:
        raise PostgresMissing("there is no PostgreSQL: run scripts/set-up-tests")
    return found[-1].parent if found else Path(str(on_path)).parent


def _run(command: list[object], folder: Path, account: Mapping[str, Any]) -> None:
    ended = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **account,
    )
    if ended.returncode:
        raise RuntimeError(f"{command[0]} failed: {ended.stderr}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="tester", dbname="postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(POLL_S)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace')[-2000:]}")
