"""A form that is open in a conversation, for the reply; and a date that was picked for it."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from engine.components.form_answer_reader import entity, open_form
from engine.dialogue.form_answers import CHOICE
from engine.topics.parse_data import topic_parse_data


def chosen(slot: str, value: str, text: str, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """Parse data of a date that was picked; one that is not asked for any more answers nothing."""
    form = open_form(tracker, domain)
    is_asked = form is not None and form["slot"] == slot
    entities = [entity("answer", value, text)] if is_asked else []
    return {"text": text, "entities": entities, **topic_parse_data([(CHOICE, 1.0)])}


__all__ = ["chosen", "open_form"]
