"""`manage.py group_unanswered`: groups the unanswered questions anew; the worker does the same every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from frontdesk.console.learning.grouping import regroup


class Command(BaseCommand):
    help = "Groups the unanswered questions of the last 90 days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{regroup()} groups")
