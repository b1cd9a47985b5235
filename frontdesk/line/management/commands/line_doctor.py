"""`manage.py line_doctor`: says what is wrong with the LINE channel and what to do about it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontdesk.conversations.engine import EngineSilent
from frontdesk.line import doctor, rehearsal


class Command(BaseCommand):
    help = "Checks settings here and at LINE. With --live every answer is also shown to LINE for validation, sent to nobody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--live", action="store_true", help="validate all answers at LINE; the engine must run")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(doctor.findings())
        if options["live"]:
            found += self._rehearse()
        for sentence in found:
            self.stdout.write(f"- {sentence}")
        if found:
            raise CommandError(f"{len(found)} things to look at")
        self.stdout.write("all is well")

    def _rehearse(self) -> list[str]:
        found, count = [], 0
        try:
            for name, messages in rehearsal.answers():
                count += 1
                found += [f"{name}: {problem}" for problem in rehearsal.refused(messages)]
        except EngineSilent as problem:
            found.append(f"the engine: {problem}; start it, then run this again")
        self.stdout.write(f"{count} answers validated at LINE, none sent")
        return found
