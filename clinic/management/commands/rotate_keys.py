"""`manage.py rotate_keys`: encrypts all names, phones and mail addresses anew under the first key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clinic.encryption import ValueUnreadable
from clinic.key_rotation import rotate


class Command(BaseCommand):
    help = (
        "Encrypts every personal value anew under the first of FIELD_ENCRYPTION_KEYS. The others may then be removed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = rotate()
        except ValueUnreadable as error:
            raise CommandError(str(error)) from error
        for table, count in counts.items():
            self.stdout.write(f"{table}: {count}")
