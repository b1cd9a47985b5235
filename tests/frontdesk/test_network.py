"""No word leaves for an outside service: only the engine is called, and no client of anything else is imported."""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

import frontdesk
from frontdesk.conversations.models import Conversation
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import Visitor

# Each runs inside this process or speaks to our own database, engine or rate-limit store; httpx, and the standard
# library's smtplib through Django, also to the mail server and webhook that the clinic names, about bookings only.
ALLOWED = {
    *("asgiref", "clinic", "cryptography", "django", "django_tasks", "django_tasks_db", "frontdesk", "holidays"),
    *("allauth", "django_htmx", "numpy", "sklearn", "yaml"),
    *("httpx", "icalendar", "limits", "phonenumbers", "pydantic", "ruamel", "sudachipy"),
    # LINE alone, and only where the clinic has switched the channel on; regex counts, PIL draws its menu.
    *("linebot", "urllib3", "regex", "PIL"),
}
ROOMS = [Path(frontdesk.__file__).parent, Path(frontdesk.__file__).parents[1] / "clinic"]


@pytest.mark.django_db(transaction=True)
def test_the_engine_is_the_only_address_that_a_whole_conversation_calls(
    engine: FakeEngine, called: list[tuple[str, int]]
) -> None:
    visitor = Visitor()
    visitor.say("膝が痛い")
    visitor.tap("v1;topic;selfcare/overview")
    visitor.http.get("/readyz")
    visitor.read()
    visitor.erase()
    Visitor()
    call_command("erase", str(Conversation.objects.get().pk), stdout=io.StringIO())
    call_command("purge", stdout=io.StringIO())
    call_command("clock", "--once")
    address = urlsplit(engine.url)
    assert set(called) == {(address.hostname, address.port)}


def imported() -> set[str]:
    """The first names of all modules that front desk and clinic import."""
    names: set[str] = set()
    for file in (file for room in ROOMS for file in room.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_nothing_is_imported_that_could_report_to_somebody_else() -> None:
    assert imported() - set(sys.stdlib_module_names) - ALLOWED == set()
