"""Saying that a booking is stored: its number, what happens next, and the link to its own page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from clinic.bookings.models import Booking
from clinic.bookings.sentences import moment_label
from clinic.current import current_profile

PAGE = "予約の確認・取消"


def say_made(say: CollectingDispatcher, booking: Booking) -> None:
    """Says that the request has arrived, or, where seats are counted, for when it is agreed."""
    if booking.state == Booking.State.CONFIRMED and booking.appointment_at:
        when = moment_label(booking.appointment_at)
        _say(say, "utter_booking_agreed", booking, when=when)
    else:
        _say(say, "utter_booking_made", booking)


def say_done(say: CollectingDispatcher, booking: Booking) -> None:
    """Says the number once more at the end."""
    _say(say, "utter_booking_done_with_email" if booking.email else "utter_booking_done", booking)


def _say(say: CollectingDispatcher, response: str, booking: Booking, when: str = "") -> None:
    say.utter_message(response=response, reference=booking.reference, when=when, metadata={"links": links_of(booking)})


def links_of(booking: Booking) -> list[dict[str, Any]]:
    """The booking's own page and the phone."""
    clinic = current_profile().clinic
    return [
        {"title": PAGE, "href": _address(booking.page_path(timezone.now()))},
        {"title": f"電話する({clinic.phone})", "href": clinic.tel},
    ]


def _address(path: str) -> str:
    """The page's public address; on a machine without one the path, which the chat's own origin serves."""
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL.startswith("https://") else path
