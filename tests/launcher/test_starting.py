"""The launcher itself: it refuses in one sentence, says when it is ready, and leaves no process behind."""

from __future__ import annotations

import hashlib
import signal
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from launcher import __main__ as launcher
from launcher.addresses import Addresses


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a trained model."""
    model = tmp_path / "models" / "assistant.tar.gz"
    model.parent.mkdir()
    model.write_bytes(b"model")
    Path(f"{model}.sha256").write_text(hashlib.sha256(b"model").hexdigest(), encoding="ascii")
    monkeypatch.setattr(launcher, "ROOT", tmp_path)
    return tmp_path


def test_without_a_model_nothing_starts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "models" / "assistant.tar.gz").unlink()
    assert launcher.main() == 1
    assert capsys.readouterr().err.endswith("assistant.tar.gz is missing; run `make train`\n")


def test_with_a_wrong_address_nothing_starts(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENGINE_URL", "http://127.0.0.1")
    assert launcher.main() == 1
    assert capsys.readouterr().err.startswith("run: ENGINE_URL is 'http://127.0.0.1'; give host and port")


def test_when_a_port_is_taken_nothing_starts(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
        monkeypatch.setenv("FRONTDESK_BIND", address)
        assert launcher.main() == 1
    err = capsys.readouterr().err
    assert err.startswith("run: something already listens on ")
    assert address in err


def sleeper(*, stubborn: bool = False) -> subprocess.Popen[bytes]:
    """A process in a group of its own, ready once it has written a byte; a stubborn one does not stop when asked."""
    ignore = "signal.signal(signal.SIGTERM, signal.SIG_IGN);" if stubborn else ""
    script = f"import signal, sys; {ignore} sys.stdout.write('.'); sys.stdout.flush(); signal.pause()"
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True)
    if process.stdout is None:
        raise AssertionError("no pipe")
    process.stdout.read(1)
    process.stdout.close()
    return process


@pytest.mark.parametrize("stubborn", [False, True], ids=["obedient", "stubborn"])
def test_stopping_ends_the_processes_even_stubborn_ones(stubborn: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher, "STOP_PATIENCE_S", 0.1 if stubborn else 10)
    process = sleeper(stubborn=stubborn)
    launcher._stop(process)
    assert process.wait(10) != 0


def test_stopping_what_has_ended_is_no_error() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(10)
    launcher._stop(process)


def test_ready_is_said_with_the_address_of_the_chat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    process = sleeper()

    class Ready(BaseHTTPRequestHandler):
        """Answers that everything is ready; then the supervisor ends, and with it the launcher's wait."""

        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/readyz" else 404)
            self.end_headers()
            process.terminate()

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Ready) as server:
        answering = threading.Thread(target=server.handle_request)
        answering.start()
        front_desk = f"127.0.0.1:{server.server_port}"
        assert launcher._serve(process, Addresses("", "", front_desk), tmp_path) == -signal.SIGTERM
        answering.join()
    assert f"run: ready. Chat: http://{front_desk}/chat  (Ctrl-C stops)\n" in capsys.readouterr().out


def test_processes_that_end_early_are_reported_without_waiting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(10)
    assert launcher._serve(process, Addresses.of({}), tmp_path) == 1
    assert capsys.readouterr().err == f"run: the supervisor has ended; read the logs in {tmp_path}\n"
