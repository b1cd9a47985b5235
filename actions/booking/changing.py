"""Changing the course of the booking form: one field again, a question back, no booking after all."""

from __future__ import annotations

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.base import Domain, Events, TimedAction
from actions.booking import slots
from actions.booking.made import say_done
from actions.booking.storing import stored

FIELDS = {slot.removeprefix("booking_"): slot for slot in (*slots.ORDER[:5], slots.EMAIL)}


class ActionEditBooking(TimedAction):
    """「やっぱり電話番号」: that field is asked again, everything else stays."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_edit_booking"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Empties the field that was named, or asks which."""
        field = FIELDS.get(next(iter(tracker.get_latest_entity_values("field")), ""))
        if tracker.get_slot(slots.REFERENCE) and field != slots.EMAIL:
            say.utter_message(response="utter_booking_already_sent")
            return []
        if field is None:
            if tracker.get_slot(slots.REQUESTED) != slots.CONFIRM:
                say.utter_message(response="utter_booking_which_field")
            return []  # at the summary that question takes its place
        if tracker.get_slot(field) is None and field != tracker.get_slot(slots.REQUESTED):
            say.utter_message(response="utter_booking_asked_later")
            return []
        return [SlotSet(field, None), SlotSet(slots.CONFIRM, None)]


class ActionAskAgain(TimedAction):
    """「もう一度」 in the middle of the form: nothing happens, so that the form asks its question again."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_ask_again"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Nothing: the form that follows speaks."""
        return []


class ActionGoBack(TimedAction):
    """「戻る」: the question before is asked again."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_go_back"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Empties the slot before the one that is asked for."""
        asked = tracker.get_slot(slots.REQUESTED)
        place = slots.ORDER.index(asked) if asked in slots.ORDER else 0
        if tracker.get_slot(slots.REFERENCE):
            say.utter_message(response="utter_booking_already_sent")
            return []
        if place == 0:
            say.utter_message(response="utter_booking_first_question")
            return []
        return [SlotSet(slots.ORDER[place - 1], None)]


class ActionStopBooking(TimedAction):
    """「やめる」: nothing is kept and nothing sent; a booking that is made already stands."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_stop_booking"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Empties all slots and says what that means."""
        booking = await stored(tracker)
        if booking:
            say_done(say, booking)
        else:
            say.utter_message(response="utter_booking_stopped")
        return [SlotSet(slot, None) for slot in slots.ALL]


class ActionEndBooking(TimedAction):
    """Everything is answered: the number once more, and no value stays in the conversation's memory."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_end_booking"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """Says goodbye to the form and empties its slots."""
        booking = await stored(tracker)
        if booking is None:
            # The form could not even begin: nothing is filled, and nothing may be promised.
            say.utter_message(response="utter_booking_trouble")
        else:
            say_done(say, booking)
        return [SlotSet(slot, None) for slot in slots.ALL]
