"""The red-flag rules alone, for texts that are not answered otherwise: too many of them, or too long."""

from __future__ import annotations

import uuid

from frontdesk.conversations import engine
from frontdesk.conversations.cleaning import clean
from frontdesk.conversations.utterances import UtteranceEmpty, typed

# The longest text that the engine reads at once. LINE allows 5,000 UTF-16 units.
LONGEST = 2_000
# A symptom on the border of two parts is whole in one of them.
OVERLAP = 100
# Asked of the engine in mode human, which remembers nothing.
WATCHED = "line-watch"


def is_urgent(text: str) -> bool:
    """True when a rule fires; false too when the engine does not answer."""
    try:
        utterance = typed(uuid.uuid4(), text, LONGEST)
    except UtteranceEmpty:
        return False
    turn = {"conversation": WATCHED, "id": str(utterance.client_id), **utterance.for_engine(), "recent": []}
    try:
        return engine.ask({**turn, "mode": "human"}).red_flag is not None
    except engine.EngineSilent:
        return False


def shortened(text: str) -> str:
    """A text that one turn can take: itself, or the part of it that is urgent; empty when it is only too long."""
    text = clean(text)
    if len(text) <= LONGEST:
        return text
    step = LONGEST - OVERLAP
    parts = (text[begin : begin + LONGEST] for begin in range(0, len(text), step))
    return next((part for part in parts if is_urgent(part)), "")
