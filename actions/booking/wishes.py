"""A wish as it was typed, tapped or picked: read, checked against the opening days, read back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import refusing, slots
from actions.django import in_database
from clinic.bookings import capacity
from clinic.bookings.dates import read_wish
from clinic.bookings.wishes import Wish, WishRefused


async def read(slot: str, value: Any, say: CollectingDispatcher) -> Wish | None:
    """The wish that was answered; None when it was refused, which has been said then."""
    if isinstance(value, dict):
        return Wish.from_json(value)  # read in an earlier turn, before the form was left
    if slots.is_of_a_button(value) and value != slots.ANY_TIME:
        old_button(slot, say)
        return None
    try:
        wish = Wish() if value == slots.ANY_TIME else read_wish(str(value), timezone.now())
        await in_database(capacity.check, wish)
    except WishRefused as refused:
        refusing.say(say, slot, refused.message_ja, getattr(refused, "alternatives", ()))
        return None
    number = "第1希望" if slot == slots.WISH_FIRST else "第2希望"
    say.utter_message(response="utter_booking_wish_taken", number=number, wish=wish.label())
    return wish


def old_button(slot: str, say: CollectingDispatcher) -> dict[str, Any]:
    """Says that the button is one of another question; the slot stays empty."""
    say.utter_message(response="utter_old_button")
    return {slot: None}
