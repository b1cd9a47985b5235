"""The form that is open in a tracker decides how a text is meant; without one, or after its session, nothing changes."""

from __future__ import annotations

import time
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from engine.channel.forms import chosen
from engine.components.form_answer_reader import FormAnswerReader, in_form, open_form

SLOT = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "slots": {"booking_name": dict(SLOT), "booking_wish_first": dict(SLOT)},
        "forms": {"booking_form": {"required_slots": ["booking_name", "booking_wish_first"]}},
        "session_config": {"session_expiration_time": 30, "carry_over_slots_to_new_session": False},
    }
)
OUT_OF_SCOPE = {"topic": {"name": "out_of_scope", "confidence": 0.9}, "intent": {"name": "out_of_scope"}}


def tracker(*events: Event, minutes_ago: float = 0) -> DialogueStateTracker:
    """A conversation with one utterance, then these events."""
    said = UserUttered("予約したい", timestamp=time.time() - minutes_ago * 60)
    return DialogueStateTracker.from_events("c", [said, *events], slots=DOMAIN.slots)


def asking(slot: str, minutes_ago: float = 0) -> DialogueStateTracker:
    """A conversation in which the form asks for `slot`."""
    return tracker(ActiveLoop("booking_form"), SlotSet("requested_slot", slot), minutes_ago=minutes_ago)


def intent_of(text: str, conversation: DialogueStateTracker) -> Any:
    """The intent that the text has there."""
    return in_form({"text": text, **OUT_OF_SCOPE}, conversation, DOMAIN)["intent"]["name"]


def test_a_name_is_an_answer_only_while_it_is_asked_for() -> None:
    assert intent_of("田中", asking("booking_name")) == "form_answer"
    assert intent_of("田中", tracker()) == "out_of_scope"


def test_a_form_whose_session_is_over_is_not_open() -> None:
    assert open_form(asking("booking_name", minutes_ago=29), DOMAIN) == {"name": "booking_form", "slot": "booking_name"}
    assert open_form(asking("booking_name", minutes_ago=31), DOMAIN) is None
    assert intent_of("田中", asking("booking_name", minutes_ago=31)) == "out_of_scope"


def test_a_form_left_with_values_goes_on_when_asked_to() -> None:
    left = tracker(SlotSet("booking_name", "田中"), ActiveLoop(None))
    assert intent_of("予約の続き", left) == "book_counseling"
    assert intent_of("予約の続き", tracker()) == "out_of_scope"
    assert intent_of("田中", left) == "out_of_scope"


def test_a_picked_date_counts_only_for_the_slot_that_is_asked_for() -> None:
    picked = chosen("booking_wish_first", "2026-12-01", "v1", asking("booking_wish_first"), DOMAIN)
    assert [(entity["entity"], entity["value"]) for entity in picked["entities"]] == [("answer", "2026-12-01")]
    assert chosen("booking_wish_first", "2026-12-01", "v1", asking("booking_name"), DOMAIN)["entities"] == []
    assert picked["intent"]["name"] == "form_choice"


@pytest.mark.parametrize("conversation", [tracker(), asking("booking_name")], ids=["no form", "a form"])
def test_the_component_sets_what_the_form_makes_of_a_message(conversation: DialogueStateTracker) -> None:
    message = Message({"text": "田中", **OUT_OF_SCOPE})
    (read,) = FormAnswerReader().process([message], conversation, DOMAIN)
    expected = "form_answer" if conversation.active_loop_name else "out_of_scope"
    assert read.get("intent")["name"] == expected
