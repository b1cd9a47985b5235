"""`python -m launcher`: starts everything, waits until it answers, says where, stops cleanly on Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from launcher.addresses import Addresses, AddressInvalid, process_environment, taken
from launcher.checksum import model_problem
from launcher.readiness import wait_until_ready

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 120.0
STOP_PATIENCE_S = 25.0


def main() -> int:
    """Exit code: 0 after Ctrl-C, 1 if something did not start."""
    problem = _problem()
    if problem:
        print(f"run: {problem}", file=sys.stderr)
        return 1
    run_folder = Path(os.environ.get("RUN_FOLDER") or ROOT / "var" / "run")
    run_folder.mkdir(parents=True, exist_ok=True)
    environment = process_environment(os.environ, run_folder)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    processes = _start(environment)
    signal.signal(signal.SIGTERM, _as_interrupt)
    try:
        return _serve(processes, Addresses.of(environment), run_folder)
    except KeyboardInterrupt:
        print("\nrun: stopping ...", flush=True)
        return 0
    finally:
        _stop(processes)


def _problem() -> str | None:
    """What forbids to start, as a sentence."""
    problem = model_problem(ROOT / "models" / "assistant.tar.gz")
    if problem:
        return problem
    try:
        in_use = ", ".join(taken(Addresses.of(os.environ)))
    except AddressInvalid as invalid:
        return str(invalid)
    remedy = "stop it, or set ENGINE_URL, ACTIONS_URL, FRONTDESK_BIND"
    return f"something already listens on {in_use}; {remedy}" if in_use else None


def _start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    supervisord = Path(sys.executable).with_name("supervisord")
    # A group of its own: Ctrl-C reaches only this process, which then stops the others in order.
    return subprocess.Popen(
        [supervisord, "-n", "-c", "deploy/local/supervisord.conf", "-d", str(ROOT)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _serve(processes: subprocess.Popen[bytes], addresses: Addresses, run_folder: Path) -> int:
    print(f"run: starting engine, actions and front desk (logs in {run_folder}) ...", flush=True)
    if not wait_until_ready(addresses.readiness, PATIENCE_S, lambda: processes.poll() is None):
        reason = f"not ready after {PATIENCE_S:.0f} s" if processes.poll() is None else "the supervisor has ended"
        print(f"run: {reason}; read the logs in {run_folder}", file=sys.stderr)
        return 1
    print(f"run: ready. Chat: {addresses.chat_page}  (Ctrl-C stops)", flush=True)
    return processes.wait()


def _stop(processes: subprocess.Popen[bytes]) -> None:
    if processes.poll() is None:
        processes.terminate()
        try:
            processes.wait(STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(processes.pid, signal.SIGKILL)


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
