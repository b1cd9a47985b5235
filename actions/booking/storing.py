"""The booking in the clinic's tables, stored once however often it is confirmed."""

from __future__ import annotations

import uuid
from typing import Literal

from django.utils import timezone
from rasa_sdk.interfaces import Tracker

from actions.booking.slots import CONCERN, NAME, PHONE, REFERENCE, WISH_FIRST, WISH_SECOND, began_at, wish_in
from actions.django import in_database
from clinic.bookings import requests
from clinic.bookings.models import Booking


async def store(tracker: Tracker) -> Booking:
    """The booking of the form under way: the same one again on a repeated confirmation.

    Its key is the conversation and the moment the form began, which a retried turn cannot change. Raises SlotTaken,
    LookupError, and what the database raises; nothing is written then.
    """
    wishes = [wish for wish in (wish_in(tracker, slot) for slot in (WISH_FIRST, WISH_SECOND)) if wish]
    return await in_database(
        requests.request,
        key=f"{tracker.sender_id}:{began_at(tracker):.6f}",
        conversation=_conversation(tracker),
        channel=_channel(tracker),
        name=str(tracker.get_slot(NAME)),
        phone=str(tracker.get_slot(PHONE)),
        wishes=wishes,
        concern=str(tracker.get_slot(CONCERN)),
        consent_at=timezone.now(),
    )


async def store_email(tracker: Tracker, email: str) -> None:
    """Notes the address at the booking. Raises BookingUnknown and what the database raises."""
    await in_database(requests.add_email, str(tracker.get_slot(REFERENCE)), email)


async def stored(tracker: Tracker) -> Booking | None:
    """The booking that this form has led to; None while there is none."""
    reference = tracker.get_slot(REFERENCE)
    return await in_database(_by_reference, str(reference)) if reference else None


def _by_reference(reference: str) -> Booking | None:
    return Booking.objects.filter(reference=reference).first()


def _conversation(tracker: Tracker) -> uuid.UUID | None:
    try:
        return uuid.UUID(tracker.sender_id)
    except ValueError:
        return None


def _channel(tracker: Tracker) -> Literal["web", "line"]:
    return "line" if (tracker.latest_message.get("metadata") or {}).get("channel") == "line" else "web"


__all__ = ["store", "store_email", "stored"]
