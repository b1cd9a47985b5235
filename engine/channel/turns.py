"""A turn: what was asked is understood in its conversation, answered by Rasa, and read back from the tracker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, cast

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.channel.forms import chosen, open_form
from engine.channel.payloads import parse_payload, payload_parse_data, picked_date
from engine.channel.replies import actions_of, bubbles_of, events_of_turn, in_one_reply
from engine.channel.requests import TurnRequest
from engine.components.follow_up_resolver import EXTRACTOR as CARRIED_OVER
from engine.components.follow_up_resolver import in_conversation
from engine.components.red_flag_detector import CLASSIFIER_RULE, LIST_WANTED, with_red_flag
from engine.redflags import messages
from engine.redflags.combination import Tier
from engine.redflags.detector import RedFlag, assess

OnMessage = Callable[[UserMessage], Awaitable[Any]]
CHANNEL = "frontdesk"
_COMMANDS = frozenset({"restart", "back", "session_start", "nlu_fallback"})


class TurnLost(RuntimeError):
    """Raise when a turn was taken and left no trace."""


class SilentOutput(OutputChannel):
    """Says nothing by itself: the reply is read from the tracker, where a repeated request finds it again."""

    @classmethod
    def name(cls) -> str:
        """The name responses would be bound to; ours are bound to no channel."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Leaves the message to the tracker."""


async def take_turn(agent: Agent, on_message: OnMessage, asked: TurnRequest) -> dict[str, Any]:
    """The reply to `asked` and what was understood; a turn that was taken before is answered as it was then.

    Raises `PayloadInvalid` for a button that is not ours, and whatever Rasa raises.
    """
    if asked.mode == "human":
        return await _watched(agent, asked)
    events = await _taken(agent, on_message, asked)
    said = _said(events)
    second: list[Event] = []
    if said.get("also_asked"):
        second = await _taken(agent, on_message, asked.also(said["also_asked"]))
    answered = {(said.get("topic") or {}).get("name"), said.get("also_asked")}
    return {
        "messages": _bubbles(said, events) or in_one_reply(bubbles_of(events), bubbles_of(second), answered),
        "topic": said.get("topic"),
        "topic_ranking": said.get("topic_ranking") or [],
        "also_asked": said.get("also_asked"),
        "entities": said_entities(said),
        "red_flag": said.get("red_flag"),
        "actions": actions_of(events) + actions_of(second),
        "form": open_form(await agent.tracker_store.retrieve(asked.conversation), agent.domain),
        "model": agent.model_id,
    }


def said_entities(parsed: dict[str, Any]) -> list[dict[str, Any]]:
    """The entities that the text itself names; what follow-ups carry over was not said."""
    said = [e for e in parsed.get("entities") or [] if e.get("extractor") != CARRIED_OVER]
    return [{key: entity.get(key) for key in ("entity", "value", "start", "end")} for entity in said]


def known_names(agent: Agent) -> frozenset[str]:
    """Topics and intents that a button may ask for."""
    answers = {name[len("utter_") :] for name in agent.domain.responses if "/" in name}
    # An area alone has no answer, and Rasa's own intents are commands.
    intents = set(agent.domain.intents) - set(agent.domain.retrieval_intents) - _COMMANDS
    return frozenset(answers | intents)


async def _taken(agent: Agent, on_message: OnMessage, asked: TurnRequest) -> list[Event]:
    events = await _stored(agent, asked)
    if events is None:
        await on_message(await _user_message(agent, asked))
        events = await _stored(agent, asked)
        if events is None:
            raise TurnLost("Rasa answered, but the tracker does not know the turn")
    return events


async def _stored(agent: Agent, asked: TurnRequest) -> list[Event] | None:
    tracker = await agent.tracker_store.retrieve_full_tracker(asked.conversation)
    return events_of_turn(list(tracker.events), asked.id) if tracker else None


async def _user_message(agent: Agent, asked: TurnRequest) -> UserMessage:
    # Follow-ups lean on the turns before.
    tracker = await agent.tracker_store.retrieve(asked.conversation)
    if tracker is None:
        tracker = DialogueStateTracker(asked.conversation, agent.domain.slots)
    picked = picked_date(asked.payload or "")
    if picked:
        parsed = chosen(picked.slot, picked.value, asked.text, tracker, agent.domain)
    elif asked.payload is not None:
        tapped = payload_parse_data(parse_payload(asked.payload, known_names(agent)), asked.payload)
        parsed = in_conversation(tapped, tracker, agent.domain)
    else:
        parsed = await agent.processor.parse_message(UserMessage(asked.text), tracker)
        if asked.recent:
            parsed = with_red_flag(parsed, assess(asked.text, asked.recent))
    return UserMessage(
        asked.text,
        SilentOutput(),
        asked.conversation,
        parse_data=parsed,
        input_channel=CHANNEL,
        message_id=asked.id,
        # Rasa keeps it twice, so the ordinary case goes without.
        metadata=None if asked.channel == "web" else {"channel": asked.channel},
    )


async def _watched(agent: Agent, asked: TurnRequest) -> dict[str, Any]:
    """A turn while a person answers: the assistant is silent unless the text is urgent; nothing is remembered."""
    said: dict[str, Any] = {}
    if asked.payload is None:
        said = with_red_flag(
            await agent.processor.parse_message(UserMessage(asked.text)), assess(asked.text, asked.recent)
        )
    flag = said.get("red_flag")
    return {
        "messages": (_flagged(flag) or [messages.list_bubble()]) if flag else [],
        "topic": None,
        "topic_ranking": [],
        "also_asked": None,
        "entities": [],
        "red_flag": flag,
        "actions": [],
        "form": None,
        "model": agent.model_id,
    }


def _bubbles(said: dict[str, Any], events: list[Event]) -> list[dict[str, Any]]:
    """What the red-flag rules make of a turn's bubbles: their own in its place, the list after it, or nothing."""
    flag = said.get("red_flag")
    if flag:
        return _flagged(flag)
    if said.get(LIST_WANTED):
        return [*bubbles_of(events), messages.list_bubble()]
    return []


def _flagged(flag: dict[str, Any]) -> list[dict[str, Any]]:
    """The rule's bubble; none on a classifier's suspicion, which is answered by the list, but for one of 119."""
    if flag["rule"] == CLASSIFIER_RULE and flag["tier"] != "119":
        return []
    return messages.bubbles(RedFlag(cast(Tier, flag["tier"]), flag["rule"], ()))


def _said(events: list[Event]) -> dict[str, Any]:
    first = events[0] if events else None
    return first.parse_data or {} if isinstance(first, UserUttered) else {}
