"""The slots of the booking form in the order in which they are asked, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.interfaces import Tracker

from clinic.bookings.wishes import Wish

FORM = "booking_form"
NAME, PHONE = "booking_name", "booking_phone"
WISH_FIRST, WISH_SECOND = "booking_wish_first", "booking_wish_second"
CONCERN, CONSENT = "booking_concern", "booking_consent"
CONFIRM, EMAIL = "booking_confirm", "booking_email"
ORDER = (NAME, PHONE, WISH_FIRST, WISH_SECOND, CONCERN, CONSENT, CONFIRM, EMAIL)
# Set once the booking is stored.
REFERENCE = "booking_reference"
ALL = (*ORDER, REFERENCE)
REQUESTED = "requested_slot"

# What a slot holds when its question was answered with "nothing".
NONE = "none"
# Values that only buttons (and the engine, for words that mean the same) carry.
ANY_TIME, NO_SECOND, NO_EMAIL = "wish_any", "second_none", "email_none"
AGREES, REFUSES, SENDS = "consent_yes", "consent_no", "confirm_yes"
CONCERNS: Mapping[str, str] = {
    "concern_knee": "膝の痛み",
    "concern_ankle": "足首の痛み",
    "concern_both": "膝と足首の両方",
    "concern_exam": "検査や受診のこと",
    "concern_treatment": "治療の相談",
    "concern_later": "当日に話す",
}
_BUTTONS = frozenset({ANY_TIME, NO_SECOND, NO_EMAIL, AGREES, REFUSES, SENDS, *CONCERNS})


def is_of_a_button(value: Any) -> bool:
    """True for a value that a button carries: tapped at another question than its own, it answers nothing."""
    return value in _BUTTONS


def wish_in(tracker: Tracker, slot: str) -> Wish | None:
    """The wish in `slot`; None while there is none, or none is wished."""
    content = tracker.get_slot(slot)
    return Wish.from_json(content) if isinstance(content, dict) else None


def began_at(tracker: Tracker) -> float:
    """When the form under way began. Raises LookupError when none has."""
    for event in reversed(tracker.events):
        if event.get("event") == "active_loop" and event.get("name") == FORM:
            return float(event["timestamp"])
    raise LookupError("no booking form has begun")
