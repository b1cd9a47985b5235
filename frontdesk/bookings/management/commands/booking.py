"""`manage.py booking …`: what staff do with bookings, for as long as there is no console, and where it is down."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from clinic.bookings import moves
from clinic.bookings.capacity import SlotTaken
from clinic.bookings.lookup import BookingUnknown, by_reference
from clinic.bookings.models import Booking
from clinic.bookings.transitions import CLOSED
from clinic.bookings.wishes import WishRefused
from frontdesk.bookings.listing import line_of, personal_lines
from frontdesk.privacy import audit

# With a time and without one.
AT: Mapping[str, Callable[..., Booking]] = {
    "confirm": moves.confirm,
    "propose": moves.propose,
    "reschedule": moves.reschedule,
}
PLAIN: Mapping[str, Callable[..., Booking]] = {
    "decline": moves.decline,
    "cancel": moves.cancel,
    "complete": moves.complete,
}
HELP = {
    "confirm": "the visitor is expected at this time",
    "propose": "propose another time to the visitor",
    "reschedule": "another time than the confirmed one was agreed on",
    "decline": "the wish cannot be met",
    "cancel": "cancel the booking",
    "complete": "the appointment has taken place",
}


class Command(BaseCommand):
    help = "Lists bookings and moves them. Names and phone numbers are shown with --show only, which the audit notes."

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="do", required=True, metavar="COMMAND")
        listing = commands.add_parser("list", help="open bookings, the longest waiting first")
        listing.add_argument("--all", action="store_true", help="closed ones too")
        listing.add_argument("--show", action="store_true", help="with name, phone and concern; the audit notes it")
        for name in (*AT, *PLAIN):
            move = commands.add_parser(name, help=HELP[name])
            move.add_argument("reference", help="such as K7-4QX2")
            if name in AT:
                move.add_argument("at", type=_moment, help="when, in Japan: 2026-12-01T10:30")
        call = commands.add_parser("call", help="note a call; after the third that nobody answered it is 不通")
        call.add_argument("reference", help="such as K7-4QX2")
        call.add_argument("--reached", action="store_true", help="somebody answered")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["do"] == "list":
            self._list(with_all=options["all"], shows=options["show"])
            return
        try:
            moved = _move(options, by=getpass.getuser())
        except (moves.StaleVersion, moves.MoveNotAllowed, moves.TooEarly, WishRefused) as refusal:
            raise CommandError(refusal.message_ja) from refusal
        except SlotTaken as taken:
            free = "、".join(wish.label() for wish in taken.alternatives) or "ありません"
            raise CommandError(f"その時刻は埋まっています。空き: {free}") from taken
        except BookingUnknown as unknown:
            raise CommandError(f"予約 {options['reference']} はありません。消去済みかもしれません。") from unknown
        self.stdout.write(line_of(moved))

    def _list(self, *, with_all: bool, shows: bool) -> None:
        bookings = Booking.objects.order_by("created_at")
        if not with_all:
            bookings = bookings.exclude(state__in=CLOSED)
        for booking in bookings:
            self.stdout.write(line_of(booking))
            if shows:
                audit.note(
                    audit.What.REVEAL,
                    who=getpass.getuser(),
                    origin=audit.Origin.COMMAND,
                    conversation=booking.conversation,
                    booking=booking.reference,
                )
                self.stdout.write("\n".join(personal_lines(booking)))
        if not bookings:
            self.stdout.write("対応が必要な予約はありません。" if not with_all else "予約はありません。")


def _move(options: Mapping[str, Any], *, by: str) -> Booking:
    booking, do = by_reference(options["reference"]), options["do"]
    if do in AT:
        return AT[do](booking, at=options["at"], by=by)
    if do in PLAIN:
        return PLAIN[do](booking, by=by)
    return moves.call_attempt(booking, reached=options["reached"], by=by)


def _moment(text: str) -> datetime:
    """The time as it is in Japan. argparse turns the ValueError of anything else into its own message."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())
