"""Plain logic imports no Django: the data checks and the actions use it outside the front desk."""

from __future__ import annotations

import subprocess
import sys

import pytest

PLAIN = [
    "clinic.bookings.references",
    "clinic.bookings.wishes",
    "clinic.check",
    "clinic.database",
    "clinic.environment",
    "clinic.fernet_keys",
    "clinic.items",
    "clinic.opening_hours",
    "clinic.placeholders",
    "clinic.profile",
    "clinic.release",
    "frontdesk.conversations.cleaning",
    "frontdesk.conversations.payloads",
    "frontdesk.conversations.red_flags.active",
    "frontdesk.conversations.red_flags.heard",
    "frontdesk.conversations.red_flags.reminders",
    "frontdesk.privacy.masks",
    "frontdesk.privacy.names",
]


@pytest.mark.parametrize("module", PLAIN)
def test_a_plain_module_brings_no_django_along(module: str) -> None:
    code = f"import sys, {module}; sys.exit(any(name.split('.')[0] in ('django', 'rasa') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
