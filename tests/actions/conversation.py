"""Events of a conversation as Rasa sends them, and the action server's own executor to run an action on them."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import Action

from actions.more_detail import ActionMoreDetail
from actions.nearest_topics import ActionNearestTopics
from actions.repeat import ActionRepeat

Event = dict[str, Any]
RELATED = [{"title": "インソールの選び方", "payload": "v1;topic;shoes/insoles"}]
RESPONSES = {
    "utter_shoes/fitting": "靴のサイズ合わせ",
    "utter_shoes/insoles": "インソールの選び方",
    "utter_symptom/swelling": "膝の腫れ",
    "utter_selfcare/ankle_circles": "足首回し",
    "utter_treatment/prp": "PRP療法",
    "utter_treatment/cost": "治療の費用",
    "utter_treatment/duration": "治療にかかる日数",
    "utter_greet": "あいさつ",
    "utter_handoff_phone": "電話での相談",
    "utter_red_flag": "急ぐ症状",
}


def user(intent: str, ranking: dict[str, float] | None = None, entities: tuple[str, ...] = ()) -> Event:
    """An utterance taken for `intent`, with its ranking and the kinds of its entities."""
    topics = [{"name": name, "confidence": confidence} for name, confidence in (ranking or {}).items()]
    parsed: dict[str, Any] = {
        "intent": {"name": intent},
        "topic_ranking": topics,
        "entities": [{"entity": entity, "value": "x"} for entity in entities],
    }
    if topics:
        parsed["topic"] = topics[0]
    return {"event": "user", "text": "膝が痛い", "parse_data": parsed}


def not_understood(ranking: dict[str, float] | None = None, entities: tuple[str, ...] = ()) -> Event:
    """An utterance that fell below the threshold."""
    return user("nlu_fallback", ranking, entities)


def bot(text: str, buttons: list[dict[str, str]] | None = None, **metadata: Any) -> Event:
    """What was said, with the answer's metadata."""
    return {
        "event": "bot",
        "text": text,
        "data": {"buttons": buttons, "custom": None},
        "metadata": {"utter_action": "utter_shoes/fitting", "metadata": metadata},
    }


def said(action: str | Action, *events: Event) -> list[dict[str, Any]]:
    """The messages of `action` after `events`, by way of the action server's executor; it returns no events."""
    executor = ActionExecutor()
    for ours in (ActionMoreDetail(), ActionNearestTopics(), ActionRepeat()):
        executor.register_action(ours)
    if isinstance(action, Action):
        executor.register_action(action)
    tracker = {"sender_id": "c", "slots": {}, "latest_message": {}, "events": list(events), "paused": False}
    responses = {name: [{"text": "…", "metadata": {"title": title}}] for name, title in RESPONSES.items()}
    call = {
        "next_action": action if isinstance(action, str) else action.name(),
        "sender_id": "c",
        "tracker": {**tracker, "followup_action": None, "active_loop": {}, "latest_action_name": None},
        "domain": {"responses": responses},
    }
    result = asyncio.run(executor.run(call))
    if result is None or result.events:
        raise AssertionError(f"{action} returned events: {result}")
    return result.responses


def responses_of(messages: list[dict[str, Any]]) -> list[str | None]:
    """Names of the responses that are to be said."""
    return [message.get("response") for message in messages]
