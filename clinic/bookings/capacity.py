"""When the clinic can take a visitor: opening hours, and seats where clinic.yml has switched them on (mode: capacity)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic.bookings.models import Booking, Seat
from clinic.bookings.slots import PARTS_OF_DAY, free_near, slots_on
from clinic.bookings.wishes import PART_NAMES, Wish, WishClosed, WishInPast, clock_label, day_label
from clinic.current import current_profile

CLOSED_DAY = "{day}は、ご予約をお受けできない日です。別の日をお書きください。"
CLOSED_TIME = "{day}の{time}は、ご予約をお受けしていません。{day}は{hours}です。"
IN_PAST = "その日時は過ぎています。これからの日時をお書きください。"
NO_SLOT = "{day}{time}に始まる予約枠がありません。別の時刻をお選びください。"


class SlotTaken(Exception):
    """Raised where seats are counted and no wish can be met; `alternatives` are free slots near the wishes.

    A wish without day and time is no slot: it is met by none, and the alternatives are what to choose from.
    """

    def __init__(self, alternatives: Sequence[Wish]) -> None:
        super().__init__("none of the wished slots is free")
        self.alternatives = list(alternatives)


def check(wish: Wish) -> None:
    """Raises WishClosed when the clinic is known to be closed at the wished time.

    While clinic.yml does not say when it is open, nothing is refused: staff will call.
    """
    spans = current_profile().booking_hours(wish.day) if wish.day else None
    if wish.day is None or spans is None:
        return
    if not spans:
        raise WishClosed(CLOSED_DAY.format(day=day_label(wish.day)))
    if wish.at is not None:
        is_open = any(span.start <= wish.at < span.end for span in spans)
    else:
        part = PARTS_OF_DAY[wish.part]
        is_open = any(span.start < part.end and part.start < span.end for span in spans)
    if not is_open:
        of_day = clock_label(wish.at) if wish.at else PART_NAMES[wish.part]
        hours = "、".join(str(span) for span in spans)
        raise WishClosed(CLOSED_TIME.format(day=day_label(wish.day), time=of_day, hours=hours))


def choices(wish: Wish) -> list[Wish]:
    """Up to three free slots for the wish, to offer as buttons; none where seats are not counted."""
    return free_near([wish], timezone.now()) if counts_seats() else []


def counts_seats() -> bool:
    """True when a visitor takes a free slot at once; otherwise staff confirm each wish."""
    return current_profile().booking.mode == "capacity"


def take(booking: Booking, at: datetime) -> None:
    """Gives the booking a seat at `at` in place of the one it had; where seats are not counted, any time will do.

    To be called in the transaction of the move, after its version check. Raises WishInPast, WishClosed for a time
    at which no slot begins, SlotTaken.
    """
    if at <= timezone.now():
        raise WishInPast(IN_PAST)
    if not counts_seats():
        release(booking)
        return
    day = timezone.localdate(at)
    if at not in slots_on(day):
        raise WishClosed(NO_SLOT.format(day=day_label(day), time=clock_label(timezone.localtime(at).time())))
    if Seat.objects.filter(booking=booking, starts_at=at).exists():
        return
    release(booking)
    if not _is_seated(booking, at):
        raise SlotTaken(free_near([Wish(day=day, at=timezone.localtime(at).time())], timezone.now()))


def release(booking: Booking) -> None:
    """Gives back the booking's seat, if it has one."""
    Seat.objects.filter(booking=booking).delete()


def _is_seated(booking: Booking, at: datetime) -> bool:
    """True when a seat was free. Of two at once the constraint refuses the second, who then tries the next seat."""
    for number in range(1, current_profile().booking.per_slot + 1):
        try:
            with transaction.atomic():
                Seat.objects.create(booking=booking, starts_at=at, number=number)
        except IntegrityError:
            continue
        return True
    return False
