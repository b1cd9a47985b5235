"""`manage.py erase_bookings`: erases the bookings of a person who asked the clinic for it."""

from __future__ import annotations

import getpass
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from clinic.bookings.retention import bookings_of, erase
from frontdesk.conversations.traces import forget_deleted_pages
from frontdesk.privacy import audit


class Command(BaseCommand):
    help = "Erases a person's bookings: names, phones, wishes, history, notices. Each leaves one line in the audit."

    def add_arguments(self, parser: CommandParser) -> None:
        known = parser.add_mutually_exclusive_group(required=True)
        known.add_argument("--phone", help="all bookings under a phone number")
        known.add_argument("--reference", help="one booking, such as K7-4QX2")
        known.add_argument("--conversation", type=uuid.UUID, help="all bookings of a conversation")
        parser.add_argument("--dry-run", action="store_true", help="print what would be erased, erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        bookings = bookings_of(**{name: options[name] for name in ("phone", "reference", "conversation")})
        if not bookings.exists():
            raise CommandError("there is no such booking; it may be erased already")
        if options["dry_run"]:
            self.stdout.write("\n".join(booking.reference for booking in bookings))
            return
        with transaction.atomic():
            references = erase(bookings)
            for reference in references:
                audit.note(audit.What.ERASE, who=getpass.getuser(), origin=audit.Origin.COMMAND, booking=reference)
        forget_deleted_pages()
        self.stdout.write("\n".join(f"erased {reference}" for reference in references))
