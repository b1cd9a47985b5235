"""The confirmed appointment as a calendar file (RFC 5545). A calendar is often shared: no name, no complaint in it."""

from __future__ import annotations

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from clinic.bookings.models import Booking
from clinic.current import current_profile

SUMMARY = "無料カウンセリングのご予約"
DESCRIPTION = "受付番号 {reference}\nご変更・お取り消しはお電話({phone})へ。"
CONTENT_TYPE = "text/calendar; charset=utf-8"


class NoAppointment(Exception):
    """Raised when a booking has no agreed time yet."""


def calendar_file(booking: Booking) -> bytes:
    """The .ics file; a later one of the same booking replaces the earlier in the calendar. Raises NoAppointment."""
    if booking.appointment_at is None:
        raise NoAppointment(f"{booking.reference} has no agreed time; confirm it first")
    clinic = current_profile().clinic
    event = Event()
    event.add("uid", f"{booking.reference}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", booking.version)
    event.add("dtstamp", booking.changed_at.astimezone(UTC))
    # In UTC: every calendar shows it right, whatever it knows of time zones.
    event.add("dtstart", booking.appointment_at.astimezone(UTC))
    event.add("dtend", (booking.appointment_at + timedelta(minutes=booking.minutes)).astimezone(UTC))
    event.add("summary", SUMMARY)
    event.add("description", DESCRIPTION.format(reference=booking.reference, phone=clinic.phone))
    if clinic.address:
        event.add("location", clinic.address)
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED")

    calendar = Calendar()
    calendar.add("prodid", "-//knee-ankle-faq//booking//JA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
