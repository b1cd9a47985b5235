"""`validate_booking_form`: what is answered to each question is checked, and the confirmed booking stored."""

from __future__ import annotations

import asyncio
import logging
import unicodedata
from collections.abc import Callable
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import Tracker

from actions import base
from actions.base import Domain, Events
from actions.booking import refusing, slots
from actions.booking.emails import EmailRefused, read_email
from actions.booking.made import say_made
from actions.booking.names import NameRefused, read_name
from actions.booking.phones import PhoneRefused, numbers_in, read_phone
from actions.booking.storing import store, store_email
from actions.booking.wishes import old_button, read
from clinic.bookings.capacity import SlotTaken
from clinic.current import current_profile

logger = logging.getLogger(__name__)

LONGEST_CONCERN = 400
Found = dict[str, Any]


class ValidateBookingForm(FormValidationAction):
    """Checks one answer at a time; on failure (no database, too slow) nothing is taken and the question stays."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "validate_booking_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """The checked slots within the time limit, or the slots emptied that could not be checked."""
        said = CollectingDispatcher()
        if _begins(tracker):
            # Said here and not by a rule: without this server no question would follow the introduction.
            said.utter_message(response="utter_booking_resumed" if _is_resumed(tracker) else "utter_book_counseling")
        asked = list(tracker.slots_to_validate())
        try:
            events: Events = await asyncio.wait_for(super().run(said, tracker, domain), base.TIME_LIMIT_S)
        except Exception as problem:
            # Only the kind: a message or a trace may quote what the patient wrote.
            logger.error("%s failed: %s", self.name(), type(problem).__name__)
            dispatcher.utter_message(response="utter_booking_trouble")
            return [SlotSet(slot, None) for slot in asked]
        dispatcher.messages.extend(said.messages)
        return events

    def validate_booking_name(self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Found:
        """The name alone; a phone number written beside it is taken too, so that it is not asked again."""
        if slots.is_of_a_button(value):
            return old_button(slots.NAME, say)
        text = str(value)
        found: Found = {}
        numbers = [number for number in numbers_in(text) if len(number) >= 10]
        if numbers and tracker.get_slot(slots.PHONE) is None:
            phone = _taken(lambda: read_phone(numbers[0], current_profile().clinic.phone))
            if phone:
                found[slots.PHONE] = phone
                text = unicodedata.normalize("NFKC", text).replace(numbers[0], " ")
        try:
            return {slots.NAME: read_name(text), **found}
        except NameRefused:
            say.utter_message(response="utter_booking_name_refused")
            return {slots.NAME: None, **found}

    def validate_booking_phone(self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Found:
        """The number with hyphens; what is wrong with another is explained."""
        if slots.is_of_a_button(value):
            return old_button(slots.PHONE, say)
        try:
            return {slots.PHONE: read_phone(str(value), current_profile().clinic.phone)}
        except PhoneRefused as refused:
            say.utter_message(response=f"utter_booking_phone_{refused.reason}")
            return {slots.PHONE: None}

    async def validate_booking_wish_first(
        self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Found:
        """The first wish, read back with its weekday; who can come at any time is asked for no second one."""
        wish = await read(slots.WISH_FIRST, value, say)
        if wish is None:
            return {slots.WISH_FIRST: None}
        found: Found = {slots.WISH_FIRST: wish.to_json()}
        if wish.day is None and tracker.get_slot(slots.WISH_SECOND) is None:
            found[slots.WISH_SECOND] = slots.NONE
        return found

    async def validate_booking_wish_second(
        self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Found:
        """The second wish, or none."""
        if value in {slots.NO_SECOND, slots.NONE}:
            return {slots.WISH_SECOND: slots.NONE}
        wish = await read(slots.WISH_SECOND, value, say)
        if wish is not None and wish == slots.wish_in(tracker, slots.WISH_FIRST):
            say.utter_message(response="utter_booking_same_wish")
            return {slots.WISH_SECOND: None}
        return {slots.WISH_SECOND: wish.to_json() if wish else None}

    def validate_booking_concern(
        self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Found:
        """What the visitor wants to talk about, in the words of the visitor or of a button."""
        if slots.is_of_a_button(value) and value not in slots.CONCERNS:
            return old_button(slots.CONCERN, say)
        return {slots.CONCERN: slots.CONCERNS.get(str(value), str(value)).strip()[:LONGEST_CONCERN]}

    def validate_booking_consent(
        self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Found:
        """Yes; without it there is no booking here, and the phone is offered."""
        if value == slots.AGREES:
            return {slots.CONSENT: value}
        refused = "utter_booking_consent_refused" if value == slots.REFUSES else "utter_booking_choose"
        say.utter_message(response=refused)
        return {slots.CONSENT: None}

    async def validate_booking_confirm(
        self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Found:
        """Stores the booking; only after that is it called made."""
        if tracker.get_slot(slots.REFERENCE):
            return {slots.CONFIRM: slots.SENDS}
        if value != slots.SENDS:
            say.utter_message(response="utter_booking_choose")
            return {slots.CONFIRM: None}
        try:
            booking = await store(tracker)
        except SlotTaken as taken:
            refusing.say(say, slots.WISH_FIRST, refusing.TAKEN, taken.alternatives)
            return {slots.CONFIRM: None, slots.WISH_FIRST: None}
        say_made(say, booking)
        return {slots.CONFIRM: value, slots.REFERENCE: booking.reference}

    async def validate_booking_email(
        self, value: Any, say: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> Found:
        """Where to send the news, or nowhere."""
        if value in {slots.NO_EMAIL, slots.NONE}:
            return {slots.EMAIL: slots.NONE}
        if value == slots.SENDS:
            say.utter_message(response="utter_booking_already_sent")
            return {slots.EMAIL: None}
        try:
            email = read_email(str(value))
        except EmailRefused:
            say.utter_message(response="utter_booking_email_refused")
            return {slots.EMAIL: None}
        await store_email(tracker, email)
        return {slots.EMAIL: email}


def _begins(tracker: Tracker) -> bool:
    """True when the form is activated in the turn under way."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "active_loop" and event.get("name") == slots.FORM:
            return True
    return False


def _is_resumed(tracker: Tracker) -> bool:
    return any(tracker.get_slot(slot) is not None for slot in slots.ORDER)


def _taken(read: Callable[[], str]) -> str | None:
    try:
        return read()
    except PhoneRefused:
        return None
