"""`manage.py erase <conversation>`: erases one conversation for a person who asked the clinic for it."""

from __future__ import annotations

import getpass
import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontdesk.conversations.erasure import erase_conversation
from frontdesk.conversations.models import Conversation, PendingErasure
from frontdesk.privacy.audit import Origin


class Command(BaseCommand):
    help = "Erases a conversation everywhere: record, marks, the engine's memory. Leaves one line in the audit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("conversation", type=uuid.UUID, help="the conversation's id")

    def handle(self, *args: Any, **options: Any) -> None:
        conversation: uuid.UUID = options["conversation"]
        if not Conversation.objects.filter(pk=conversation).exists():
            raise CommandError(f"there is no conversation {conversation}; it may be erased already")
        erase_conversation(conversation, who=getpass.getuser(), origin=Origin.COMMAND)
        if PendingErasure.objects.filter(pk=conversation).exists():
            self.stdout.write("erased here; the engine did not answer and is asked again every minute")
        else:
            self.stdout.write("erased")
