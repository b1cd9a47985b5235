"""A failing or slow action: Rasa would say nothing, so the default sentence with the phone number is said."""

from __future__ import annotations

import asyncio

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker

from actions import base
from actions.base import TIME_LIMIT_S, Domain, Events, TimedAction
from tests.actions.conversation import responses_of, said, user

UTTERANCE = "田中です。膝が痛い"
# What the front desk waits for a reply to the web.
FRONT_DESK_WAIT_S = 4.5


class Failing(TimedAction):
    """Says half of something and breaks over the patient's words."""

    def name(self) -> str:
        return "action_failing"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        say.utter_message(text="まず、")
        raise ValueError(UTTERANCE)


class Endless(TimedAction):
    """Waits for what never comes."""

    def name(self) -> str:
        return "action_endless"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        say.utter_message(text="お待ちください")
        await asyncio.Event().wait()
        return []


class Remembering(TimedAction):
    """Says something and returns an event."""

    def name(self) -> str:
        return "action_remembering"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        say.utter_message(text="はい")
        return [{"event": "slot", "name": "treatment", "value": "prp", "timestamp": None}]


@pytest.mark.parametrize("action", [Failing(), Endless()], ids=["raises", "takes too long"])
def test_the_default_is_said_instead_of_half_an_answer(action: Action, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "TIME_LIMIT_S", 0.01)
    assert responses_of(said(action, user("shoes"))) == ["utter_default"]


@pytest.mark.parametrize(
    ("action", "kind"), [(Failing(), "ValueError"), (Endless(), "TimeoutError")], ids=["raises", "takes too long"]
)
def test_the_log_names_action_and_kind_but_quotes_nobody(
    action: Action, kind: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(base, "TIME_LIMIT_S", 0.01)
    said(action, user("shoes"))
    logged = [record.getMessage() for record in caplog.records if record.name == base.__name__]
    assert logged == [f"{action.name()} failed: {kind}"]
    assert UTTERANCE not in caplog.text


def test_an_action_that_finds_no_turn_says_the_default() -> None:
    assert responses_of(said("action_nearest_topics")) == ["utter_default"]


def test_messages_and_events_of_a_working_action_are_handed_on() -> None:
    dispatcher = CollectingDispatcher()
    tracker = Tracker("c", {}, {}, [], False, None, {}, None)
    events = asyncio.run(Remembering().run(dispatcher, tracker, _no_domain()))
    assert [message["text"] for message in dispatcher.messages] == ["はい"]
    assert [event["value"] for event in events] == ["prp"]


def test_the_time_limit_leaves_the_front_desk_time_to_pass_the_sentence_on() -> None:
    assert FRONT_DESK_WAIT_S - 1 > TIME_LIMIT_S


def _no_domain() -> Domain:
    return {"intents": [], "entities": [], "slots": {}, "responses": {}, "actions": [], "forms": {}}
