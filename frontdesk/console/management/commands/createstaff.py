"""`manage.py createstaff <account> --role manager`: the first account of a clinic, or one when nobody can sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontdesk.console.roles import Role
from frontdesk.console.staff import AccountRefused, invite, link_path
from frontdesk.privacy import audit


class Command(BaseCommand):
    help = "Makes an account for the staff console and prints the link that sets its password: once, within three days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", help="3 to 30 small letters, digits, dots, hyphens")
        parser.add_argument("--name", default="", help="as colleagues know the person")
        parser.add_argument("--role", action="append", choices=Role.values, help="may be given several times")

    def handle(self, *args: Any, **options: Any) -> None:
        roles = [Role(name) for name in options["role"] or [Role.VIEWER]]
        try:
            user = invite(options["account"], options["name"], roles)
        except AccountRefused as error:
            raise CommandError(str(error)) from error
        audit.note(audit.What.CHANGE, who=audit.SYSTEM, origin=audit.Origin.COMMAND, subject=f"user {user.pk} invited")
        self.stdout.write(f"{settings.PUBLIC_URL}{link_path(user)}")
