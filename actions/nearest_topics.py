"""What is said when an utterance was not understood: the nearest topics first, the phone the second time."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.base import Domain, Events, TimedAction
from actions.turns import Turn, failures_in_a_row, turns_of

MOST_SUGGESTIONS = 3
# A topic less likely than this is a guess and no help.
LEAST_CONFIDENCE = 0.04
NONE_OF_THESE = {"title": "どれでもない", "payload": "v1;intent;deny"}

# Dialogue acts make no sense as 「もしかして」, and urgent symptoms are never offered as one choice of three.
# What is asked of treatments in general; these titles name none.
_GENERAL = frozenset(f"treatment/{name}" for name in ("cost", "duration", "side_effects", "comparison", "eligibility"))
_OFFERED_ACTS = frozenset({"book_counseling", "cancel_booking", "handoff_phone", "ask_diagnosis", "privacy"})


class ActionNearestTopics(TimedAction):
    """Offers up to three of the nearest topics by title; after two failures in a row the phone and a person."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_nearest_topics"

    async def act(self, say: CollectingDispatcher, tracker: Tracker, domain: Domain) -> Events:
        """One of: the nearest topics, a word on symptoms, the phone."""
        turns = turns_of(tracker.events)
        this = turns[-1]
        if failures_in_a_row(turns) >= 2:
            say.utter_message(response="utter_not_understood_twice")
            return []
        suggestions = suggested(this, domain.get("responses") or {})
        if suggestions:
            say.utter_message(response="utter_did_you_mean", buttons=[*suggestions, NONE_OF_THESE])
        elif any(entity.get("entity") == "body_part" for entity in this.entities):
            say.utter_message(response="utter_not_understood_body")
        else:
            say.utter_message(response="utter_default")
        return []


def suggested(turn: Turn, responses: dict[str, Any]) -> list[dict[str, str]]:
    """Buttons of the nearest topics, best first, at most three.

    A treatment is offered only if the message itself names one, and questions of treatment in general
    only if one of them is likeliest: a suggestion is advertising too (safety rules, treatments only
    when the user asks).
    """
    names_treatment = any(entity.get("entity") == "treatment" for entity in turn.entities)
    likeliest = next((c["name"] for c in turn.ranking if "/" in c["name"]), "")
    buttons = []
    for candidate in turn.ranking:
        topic, confidence = candidate["name"], candidate["confidence"]
        if confidence < LEAST_CONFIDENCE or ("/" not in topic and topic not in _OFFERED_ACTS):
            continue
        is_asked_for = names_treatment or (topic in _GENERAL and likeliest in _GENERAL)
        if topic.startswith("treatment/") and not is_asked_for:
            continue
        title = _title(responses.get(f"utter_{topic}"))
        if title:
            kind = "topic" if "/" in topic else "intent"
            buttons.append({"title": title, "payload": f"v1;{kind};{topic}"})
    return buttons[:MOST_SUGGESTIONS]


def _title(response: Any) -> str | None:
    notes = (response[-1].get("metadata") or {}) if response else {}
    return notes.get("title")
