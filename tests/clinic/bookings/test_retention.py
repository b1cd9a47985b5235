"""Bookings stay for 180 days after they are over, counted from the wish, and then nothing of them does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from clinic.bookings import moves
from clinic.bookings.models import Booking, BookingHistory
from clinic.bookings.retention import bookings_of, purge
from clinic.bookings.wishes import Wish
from tests.clinic.bookings.asked import ahead, asked

pytestmark = pytest.mark.django_db(transaction=True)


def is_kept_after(days: int) -> bool:
    return purge(timezone.now() + timedelta(days=days), is_dry_run=True) == 0


def test_the_days_count_from_the_last_day_that_was_wished() -> None:
    asked()  # its later wish is in eight days
    assert is_kept_after(8 + 180)
    assert not is_kept_after(8 + 181)


def test_the_days_count_from_the_appointment_where_one_was_agreed_on() -> None:
    moves.confirm(asked(), at=ahead(40), by="sato")
    assert is_kept_after(40 + 180)
    assert not is_kept_after(40 + 181)


def test_a_later_change_counts_too() -> None:
    booking = asked()
    Booking.objects.update(changed_at=timezone.now() + timedelta(days=60))
    assert is_kept_after(60 + 180)
    assert not is_kept_after(60 + 181)
    assert booking.wishes


def test_a_booking_that_nobody_closed_does_not_stay_for_ever() -> None:
    asked(wishes=[Wish()])
    assert is_kept_after(180)
    assert not is_kept_after(181)


def test_the_days_are_a_setting(settings: Settings) -> None:
    settings.BOOKING_RETENTION_DAYS = 30
    asked(wishes=[Wish()])
    assert not is_kept_after(31)


def test_nothing_of_a_purged_booking_stays() -> None:
    moves.cancel(asked(wishes=[Wish()]), by="sato")
    assert purge(timezone.now() + timedelta(days=181)) == 1
    assert (Booking.objects.count(), BookingHistory.objects.count()) == (0, 0)


def test_erasure_without_saying_whose_erases_nobody() -> None:
    asked()
    assert not bookings_of().exists()
