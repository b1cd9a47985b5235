"""`python -m demo [COUNT]`: starts the assistant on a database of its own and holds the conversations with it.

Every word goes through the chat API and the running engine, as a visitor's would: no row is written past them. Only the
clock of the front desk is moved (demo/clock.py), inside this process.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from demo.clock import MovedClock, install
from demo.schedule import Played, schedule

ROOT = Path(__file__).resolve().parent.parent
COUNT = 500
PATIENCE_S = 180.0
LIMITS = ("SESSIONS_PER_ADDRESS", "REQUESTS_PER_ADDRESS", "MESSAGES_PER_SESSION", "READS_PER_SESSION")


def main(count: int) -> int:
    """The exit code."""
    environment = {**os.environ, **{f"RATE_LIMIT_{name}": "1000000/minute" for name in LIMITS}}
    os.environ.update(environment)
    launcher = subprocess.Popen([sys.executable, "-m", "launcher"], cwd=ROOT, env=environment, stdout=sys.stderr)
    try:
        return _play(count, launcher)
    finally:
        launcher.terminate()
        launcher.wait(60)


def _play(count: int, launcher: subprocess.Popen[bytes]) -> int:
    clock = install()
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "frontdesk.settings"
    django.setup()
    from django.core.management import call_command
    from django.utils.timezone import localtime

    from frontdesk.wsgi import application

    if not _is_ready(launcher):
        sys.stderr.write("demo: the assistant did not start; read the logs in RUN_FOLDER\n")
        return 1
    transport = httpx.WSGITransport(app=application)
    with httpx.Client(transport=transport, base_url="http://127.0.0.1:8000", timeout=30) as http:
        for number, played in enumerate(schedule(count, localtime()), 1):
            _hold(http, clock, played)
            if number % 50 == 0:
                sys.stderr.write(f"demo: {number} of {count} conversations\n")
    clock.move_to(datetime.now(UTC))
    call_command("group_unanswered")
    return 0


def _hold(http: httpx.Client, clock: MovedClock, played: Played) -> None:
    """One conversation, with the time that a person takes to read and write between its messages."""
    chance = random.Random(played.at.timestamp())  # noqa: S311 - nothing secret
    moment = played.at
    clock.move_to(moment)
    token = http.post("/api/chat/session").raise_for_status().json()["token"]
    for text in played.texts:
        moment += timedelta(seconds=chance.randrange(15, 90))
        clock.move_to(moment)
        what = {"payload": text} if text.startswith("v1;") else {"text": text}
        body = {"id": str(uuid.uuid4()), **what}
        answer = http.post("/api/chat/messages", headers={"Authorization": f"Bearer {token}"}, json=body)
        # 400: a button that this turn of the conversation does not offer.
        if answer.status_code != httpx.codes.BAD_REQUEST:
            answer.raise_for_status()


def _is_ready(launcher: subprocess.Popen[bytes]) -> bool:
    """True once the whole system answers."""
    address = f"http://{os.environ.get('FRONTDESK_BIND', '127.0.0.1:8000')}/readyz"
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and launcher.poll() is None:
        try:
            if httpx.get(address, timeout=3, trust_env=False).status_code == httpx.codes.OK:
                return True
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    return False


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
