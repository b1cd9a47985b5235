"""`validate_booking_form` takes nothing when it fails, and promises nothing that is not stored."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions import base
from actions.base import Domain
from actions.booking import form, slots
from actions.booking.changing import ActionEditBooking, ActionGoBack
from actions.booking.form import ValidateBookingForm
from clinic.bookings.models import Booking
from clinic.bookings.wishes import Wish

pytestmark = pytest.mark.django_db(transaction=True)

FILLED = {
    slots.NAME: "林", slots.PHONE: "090-1111-2222", slots.WISH_FIRST: Wish().to_json(), slots.WISH_SECOND: slots.NONE,
    slots.CONCERN: "膝の痛み", slots.CONSENT: slots.AGREES,
}  # fmt: skip
BEGAN = {"event": "active_loop", "name": slots.FORM, "timestamp": 1700000000.25}


def tracker(asked: str, answer: str | None = None, filled: dict[str, Any] | None = None) -> Tracker:
    """A conversation in which the form asks for `asked` and has just been answered."""
    events: list[dict[str, Any]] = [BEGAN, {"event": "user"}]
    if answer is not None:
        events += [{"event": "action", "name": slots.FORM}, {"event": "slot", "name": asked, "value": answer}]
    values = {**dict.fromkeys(slots.ALL), **(filled or {}), asked: answer, slots.REQUESTED: asked}
    conversation = "0f1d9a3e-1111-4222-8333-000000000001"
    return Tracker(conversation, values, {}, events, False, None, {"name": slots.FORM}, None)


def domain() -> Domain:
    return {
        "intents": [], "entities": [], "slots": {}, "responses": {}, "actions": [],
        "forms": {slots.FORM: {"required_slots": list(slots.ORDER)}},
    }  # fmt: skip


def validated(conversation: Tracker) -> tuple[dict[str, Any], list[str]]:
    """The slots that were set, and what was said."""
    say = CollectingDispatcher()
    events = asyncio.run(ValidateBookingForm().run(say, conversation, domain()))
    said = [message.get("response") or message.get("text") or "" for message in say.messages]
    return {event["name"]: event["value"] for event in events}, said


def test_a_confirmed_booking_is_stored_before_it_is_called_made() -> None:
    found, said = validated(tracker(slots.CONFIRM, slots.SENDS, FILLED))
    booking = Booking.objects.get()
    assert found == {slots.CONFIRM: slots.SENDS, slots.REFERENCE: booking.reference}
    assert said == ["utter_booking_made"]
    assert (booking.name, booking.channel, str(booking.conversation)[:8]) == ("林", "web", "0f1d9a3e")


def test_the_same_form_confirmed_again_is_the_same_booking() -> None:
    first, _ = validated(tracker(slots.CONFIRM, slots.SENDS, FILLED))
    second, _ = validated(tracker(slots.CONFIRM, slots.SENDS, FILLED))
    assert first == second
    assert Booking.objects.count() == 1


def test_a_failing_store_takes_nothing_and_gives_the_phone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails(_: Tracker) -> Booking:
        raise ConnectionError("林 090-1111-2222")

    monkeypatch.setattr(form, "store", fails)
    found, said = validated(tracker(slots.CONFIRM, slots.SENDS, FILLED))
    assert (found, said) == ({slots.CONFIRM: None}, ["utter_booking_trouble"])
    assert "林" not in caplog.text


def test_a_slow_store_takes_nothing_and_gives_the_phone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def waits(_: Tracker) -> Booking:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(form, "store", waits)
    monkeypatch.setattr(base, "TIME_LIMIT_S", 0.01)
    found, said = validated(tracker(slots.CONFIRM, slots.SENDS, FILLED))
    assert (found, said) == ({slots.CONFIRM: None}, ["utter_booking_trouble"])


@pytest.mark.parametrize("slot", slots.ORDER)
@pytest.mark.parametrize(
    "value", ["concern_knee", "consent_yes", "confirm_yes", "wish_any", "second_none", "email_none"]
)
def test_a_button_answers_its_own_question_only(slot: str, value: str) -> None:
    own = {
        slots.CONCERN: slots.CONCERNS, slots.CONSENT: {slots.AGREES}, slots.CONFIRM: {slots.SENDS},
        slots.WISH_FIRST: {slots.ANY_TIME}, slots.WISH_SECOND: {slots.NO_SECOND}, slots.EMAIL: {slots.NO_EMAIL},
    }  # fmt: skip
    found, said = validated(tracker(slot, value, FILLED))
    if value in own.get(slot, ()):
        assert found[slot] is not None
    else:
        assert found[slot] is None
        assert said


def test_values_of_a_form_that_was_left_are_taken_as_they_are() -> None:
    found, said = validated(tracker(slots.WISH_FIRST, Wish().to_json(), FILLED))  # type: ignore[arg-type]
    assert found[slots.WISH_FIRST] == Wish().to_json()
    assert said == []


def changed(action: ActionEditBooking | ActionGoBack, conversation: Tracker) -> tuple[list[str], list[str]]:
    """The slots that were emptied, and what was said."""
    say = CollectingDispatcher()
    events = asyncio.run(action.run(say, conversation, domain()))
    return [event["name"] for event in events], [message["response"] for message in say.messages]


def test_back_empties_the_question_before() -> None:
    assert changed(ActionGoBack(), tracker(slots.WISH_FIRST, None, FILLED)) == ([slots.PHONE], [])
    assert changed(ActionGoBack(), tracker(slots.NAME)) == ([], ["utter_booking_first_question"])


def test_after_it_was_sent_nothing_is_changed_here() -> None:
    sent = {**FILLED, slots.REFERENCE: "K7-4QX2"}
    assert changed(ActionGoBack(), tracker(slots.EMAIL, None, sent)) == ([], ["utter_booking_already_sent"])
    assert changed(ActionEditBooking(), tracker(slots.EMAIL, None, sent)) == ([], ["utter_booking_already_sent"])
