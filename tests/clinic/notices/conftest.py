"""A mail server, a webhook's receiver, and a clinic that has told us of both."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.clinic.bookings.asked import clinic_says
from tests.clinic.notices.mail_server import MailServer

STAFF = "reception@clinic.example"
SECRET = "webhook-secret-of-at-least-32-characters"


class Receiver:
    """A program of the clinic's that is told: keeps headers and body, answers as it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the standard library's name
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.calls.append((dict(self.headers.items()), body))
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def mail(settings: Settings) -> Iterator[MailServer]:
    """The mail server that the settings name. Django's own replacement for tests stays out."""
    server = MailServer()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
    settings.EMAIL_TIMEOUT = 5
    settings.PUBLIC_URL = "https://chat.clinic.example"
    yield server
    server.stop()


@pytest.fixture
def staff_mail(mail: MailServer, settings: Settings, tmp_path: Path) -> MailServer:
    """A clinic with one member of staff to tell by mail."""
    clinic_says(settings, tmp_path, staff={"mail": [STAFF]})
    return mail


@pytest.fixture
def webhook(settings: Settings, tmp_path: Path) -> Iterator[Receiver]:
    """A clinic with a program to tell."""
    receiver = Receiver()
    receiver.start()
    settings.STAFF_WEBHOOK_SECRET = SECRET
    clinic_says(settings, tmp_path, staff={"webhook": receiver.url})
    yield receiver
    receiver.stop()
