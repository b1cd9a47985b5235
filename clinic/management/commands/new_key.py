"""`manage.py new_key`: prints a key for FIELD_ENCRYPTION_KEYS."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from clinic.fernet_keys import new_key


class Command(BaseCommand):
    help = "Prints a new random key for FIELD_ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(new_key())
