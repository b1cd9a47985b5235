"""Many people at the same moment: run by test_rush.py in a process of its own, on a database of its own.

Prints one JSON object with what each of them got, and what then stands in the database.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import django

PEOPLE = 50
PROFILE = """
clinic: {phone: "050-1869-7918"}
opening:
  hours: {mon: "9:00-9:30", tue: "9:00-9:30", wed: "9:00-9:30", thu: "9:00-9:30", fri: "9:00-9:30", sat: "9:00-9:30",
    sun: "9:00-9:30"}
  holidays: open
booking: {mode: capacity, per_slot: 1}
"""


def at_once(act: Callable[[int], object]) -> list[str]:
    """The name of what each of fifty threads got from `act`, all starting together."""
    from django.db import connection

    start, outcomes = threading.Barrier(PEOPLE), [""] * PEOPLE

    def one(number: int) -> None:
        start.wait()
        try:
            outcomes[number] = str(act(number))
        except Exception as error:
            outcomes[number] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def ask(key: str, day_number: int = 1) -> Any:
    """A booking of the only slot of a day to come."""
    from django.utils import timezone

    from clinic.bookings.requests import request
    from clinic.bookings.wishes import Wish

    day = timezone.localdate() + timedelta(days=day_number)
    return request(
        key=key,
        conversation=None,
        channel="web",
        name="山田",
        phone="090-1234-5678",
        wishes=[Wish(day=day, at=time(9))],
        concern="膝の痛み",
        consent_at=timezone.now(),
    )


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from clinic.bookings import moves
    from clinic.bookings.models import Booking, BookingHistory, Seat
    from clinic.notices.models import Notice

    call_command("migrate", verbosity=0)
    last_seat = at_once(lambda number: ask(f"rush-{number}"))
    bookings = Booking.objects.count(), BookingHistory.objects.count(), Seat.objects.count(), Notice.objects.count()

    same_key = at_once(lambda number: ask("same", day_number=2))

    contested = Booking.objects.get(key="same")
    later = datetime.combine(timezone.localdate() + timedelta(days=3), time(9), timezone.get_default_timezone())
    same_move = at_once(lambda number: moves.reschedule(contested, at=later, by=f"staff{number}"))
    contested.refresh_from_db()
    json.dump(
        {
            "last_seat": last_seat,
            "rows": bookings,
            "same_key": same_key,
            "bookings_under_key": Booking.objects.filter(key="same").count(),
            "same_move": same_move,
            "version": contested.version,
            "history": contested.history.count(),
            "seats": Seat.objects.filter(booking=contested).count(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
