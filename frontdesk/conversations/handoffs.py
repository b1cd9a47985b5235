"""Whether a turn handed the visitor on to a person, and by which way."""

from __future__ import annotations

from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.models import Turn

# The front desk's own action when a visitor has left a message for staff.
TAKE_MESSAGE = "take_staff_message"
# Said only after the booking is stored, by the action that stored it.
BOOKED = frozenset({"utter_booking_made", "utter_booking_agreed"})
PHONE = frozenset({"utter_handoff_phone", "utter_not_understood_twice", "utter_complaint"})


def handoff_of(reply: EngineReply) -> str:
    """The way of handing off; empty when the assistant answered by itself."""
    if not BOOKED.isdisjoint(reply.actions):
        return Turn.Handoff.BOOKING
    if TAKE_MESSAGE in reply.actions:
        return Turn.Handoff.STAFF
    return Turn.Handoff.PHONE if not PHONE.isdisjoint(reply.actions) else ""
