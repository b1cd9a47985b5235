"""A topic ranking in the form Rasa's rules and retrieval intents read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def area_of(topic: str) -> str:
    """The intent a rule sees: the area of `area/name`, or the plain intent itself."""
    return topic.split("/", 1)[0]


def topic_parse_data(ranking: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """Keys to set on a message: `topic`, `topic_ranking`, `intent`, `intent_ranking`, `response_selector`.

    An empty `ranking` (nothing to read) gives an intent without a name and confidence 0, and no topic.
    """
    if not ranking:
        return {"intent": {"name": None, "confidence": 0.0}, "intent_ranking": [], "topic_ranking": []}
    topic, confidence = ranking[0]
    intents: dict[str, float] = {}
    for name, value in ranking:
        intents.setdefault(area_of(name), value)
    found: dict[str, Any] = {
        "topic": {"name": topic, "confidence": confidence},
        "topic_ranking": [{"name": name, "confidence": value} for name, value in ranking],
        "intent": {"name": area_of(topic), "confidence": confidence},
        "intent_ranking": [{"name": name, "confidence": value} for name, value in intents.items()],
    }
    if "/" in topic:
        found["response_selector"] = _selector(ranking, area_of(topic))
    return found


def _selector(ranking: Sequence[tuple[str, float]], area: str) -> dict[str, Any]:
    chosen = [{"intent_response_key": name, "confidence": value} for name, value in ranking if area_of(name) == area]
    # `responses` stays empty: Rasa looks the answer up by `utter_action`, and would store it at every turn.
    response = {**chosen[0], "utter_action": f"utter_{chosen[0]['intent_response_key']}", "responses": []}
    return {"all_retrieval_intents": [area], area: {"response": response, "ranking": chosen}}
