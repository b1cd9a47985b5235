"""Which slots a day has by clinic.yml, and which of them are free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db.models import Count
from django.utils import timezone

from clinic.bookings.models import Seat
from clinic.bookings.wishes import Wish
from clinic.current import current_profile
from clinic.opening_hours import Span

# What a part of the day means: afternoon reaches into the evening, for who says 午後 may well come at five.
PARTS_OF_DAY = {
    "morning": Span(time(0), time(12)),
    "afternoon": Span(time(12), time(23, 59)),
    "evening": Span(time(16), time(23, 59)),
    "any": Span(time(0), time(23, 59)),
}
OFFERED = 3
# So many days after the wished one are searched for what is free.
SEARCHED_DAYS = 21


def slots_on(day: date) -> list[datetime]:
    """When appointments begin on that day; none on a closed day or while the hours are unknown."""
    profile = current_profile()
    length = timedelta(minutes=profile.booking.slot_minutes)
    slots = []
    for span in profile.booking_hours(day) or ():
        start, end = _moment(day, span.start), _moment(day, span.end)
        while start + length <= end:
            slots.append(start)
            start += length
    return slots


def free_near(wishes: Iterable[Wish], now: datetime) -> list[Wish]:
    """Up to three exact wishes that can be had, nearest to the wishes in their order."""
    found: dict[Wish, None] = {}
    for wish in wishes:
        found |= dict.fromkeys(islice(_free_for(wish, now), OFFERED))
    return list(found)[:OFFERED]


def suits(slot: datetime, wish: Wish) -> bool:
    """True when the time of day is in the wished part of it."""
    part = PARTS_OF_DAY[wish.part]
    return part.start <= timezone.localtime(slot).time() < part.end


def _free_for(wish: Wish, now: datetime) -> Iterator[Wish]:
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    last = timezone.localdate(now) + timedelta(days=current_profile().booking.farthest_days)
    first = wish.day or tomorrow
    for number in range(SEARCHED_DAYS):
        day = first + timedelta(days=number)
        if day > last:
            return
        free = [slot for slot in _free_on(day) if slot > now and (wish.at or suits(slot, wish))]
        for slot in sorted(free, key=lambda slot: _distance(slot, wish)):
            yield Wish(day=day, at=timezone.localtime(slot).time())


def _free_on(day: date) -> list[datetime]:
    slots = slots_on(day)
    taken = dict(Seat.objects.filter(starts_at__in=slots).values_list("starts_at").annotate(seats=Count("id")))
    return [slot for slot in slots if taken.get(slot, 0) < current_profile().booking.per_slot]


def _distance(slot: datetime, wish: Wish) -> tuple[timedelta, datetime]:
    """How far from the wished time; without one the earliest comes first."""
    wished = _moment(timezone.localdate(slot), wish.at) if wish.at else slot
    return abs(slot - wished), slot


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
