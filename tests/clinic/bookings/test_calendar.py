"""The calendar file: right in a parser, replaced by a later one, and without a word about the person."""

from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Component
from pytest_django import Settings

from clinic.bookings import moves
from clinic.bookings.calendar import NoAppointment, calendar_file
from clinic.bookings.models import Booking
from tests.clinic.bookings.asked import PERSONAL, ahead, asked, clinic_says

pytestmark = pytest.mark.django_db(transaction=True)


def event_of(booking: Booking) -> Component:
    (event,) = Calendar.from_ical(calendar_file(booking)).walk("VEVENT")
    return event


def confirmed() -> Booking:
    return moves.confirm(asked(), at=ahead(3), by="sato")


def test_it_is_the_agreed_time_in_the_agreed_length() -> None:
    event = event_of(confirmed())
    assert event.decoded("dtstart") == ahead(3)
    assert event["dtstart"].to_ical() == f"{ahead(3).astimezone(UTC):%Y%m%dT%H%M%SZ}".encode()
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=30)


def test_a_later_file_replaces_the_earlier_one() -> None:
    booking = confirmed()
    first, second = event_of(booking), event_of(moves.reschedule(booking, at=ahead(4), by="sato"))
    assert first["uid"] == second["uid"]
    assert second.decoded("sequence") > first.decoded("sequence")


def test_it_says_nothing_about_the_person(settings: Settings, tmp_path: Path) -> None:
    clinic_says(settings, tmp_path, clinic={"phone": "050-1869-7918", "address": "東京都千代田区1-1"})
    content = calendar_file(confirmed()).decode().replace("\r\n ", "")
    assert [value for value in PERSONAL if value in content] == []
    assert "東京都千代田区1-1" in content


def test_it_is_as_the_standard_wants_it() -> None:
    content = calendar_file(confirmed())
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    event = event_of(confirmed())
    assert all(event.get(name) for name in ("uid", "dtstamp", "summary"))


def test_there_is_none_without_an_agreed_time() -> None:
    with pytest.raises(NoAppointment):
        calendar_file(asked())
