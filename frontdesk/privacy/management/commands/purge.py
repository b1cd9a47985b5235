"""`manage.py purge`: deletes what is past its time; the clock does the same every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from frontdesk.privacy.audit import Origin
from frontdesk.privacy.retention import purge


class Command(BaseCommand):
    help = "Deletes texts, safety events, audit entries and trackers that are past their retention."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print what would be deleted, delete nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = purge(timezone.now(), origin=Origin.COMMAND, is_dry_run=options["dry_run"])
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
