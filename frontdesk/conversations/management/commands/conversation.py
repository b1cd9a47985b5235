"""`manage.py conversation`: what staff do in a conversation, until the console calls the same functions."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from frontdesk.conversations import takeover
from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.status_moves import MoveNotAllowed, StaleVersion


class Command(BaseCommand):
    help = "Takes a conversation over, writes in it, gives it back, closes it. `queue` lists what waits."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="what", required=True)
        parts.add_parser("queue", help="what waits for staff, longest first")
        for what, purpose in (
            ("mark", "put it into the queue (要対応)"),
            ("take-over", "引き継ぐ: the assistant falls silent"),
            ("say", "write to the visitor"),
            ("assign", "another member of staff goes on"),
            ("return", "the assistant answers again"),
            ("resolve", "対応済み"),
            ("reopen", "元に戻す"),
        ):
            part = parts.add_parser(what, help=purpose)
            part.add_argument("conversation", type=uuid.UUID)
            part.add_argument("--by", required=True, help="who does it")
            part.add_argument("--version", type=int, help="the version seen; refused when somebody was first")
            if what in {"say", "assign", "return", "resolve"}:
                part.add_argument("text", nargs="?", default="", help="words, new assignee, reason, or what was done")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "queue":
            self._list()
            return
        try:
            _do(options)
        except ConversationGone:
            raise CommandError("there is no such conversation; `conversation queue` lists those that wait") from None
        except (MoveNotAllowed, StaleVersion, takeover.TextRefused) as refused:
            raise CommandError(str(refused)) from None
        found = Conversation.objects.get(pk=options["conversation"])
        self.stdout.write(f"{found.pk} {found.get_status_display()} {found.mode} version {found.version}")

    def _list(self) -> None:
        waiting = Conversation.objects.filter(status__in=("open", "doing")).order_by("needs_attention_since")
        for one in waiting:
            since = one.needs_attention_since.isoformat(timespec="minutes") if one.needs_attention_since else "-"
            row = (str(one.pk), one.get_status_display(), one.channel, since, one.assignee, f"version {one.version}")
            self.stdout.write(" ".join(part for part in row if part))


def _do(options: dict[str, Any]) -> None:
    conversation, by, version = options["conversation"], options["by"], options["version"]
    what, text = options["what"], options.get("text", "")
    match what:
        case "mark":
            takeover.ask_for_person(conversation, by=by)
        case "take-over":
            takeover.take_over(conversation, by, version=version)
        case "say":
            takeover.staff_says(conversation, text, by, version=version)
        case "assign":
            takeover.assign(conversation, text or by, by, version=version)
        case "return":
            takeover.give_back(conversation, text, by=by, version=version)
        case "resolve":
            takeover.resolve(conversation, text, by, version=version)
        case "reopen":
            takeover.reopen(conversation, by, version=version)
