"""What a visitor sent, cleaned and masked: nothing later sees it raw but the engine, for a personal value of a form."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from clinic.current import current_profile
from frontdesk.conversations.bubbles import EngineReply
from frontdesk.conversations.cleaning import clean, without_command
from frontdesk.conversations.models import Turn
from frontdesk.conversations.payloads import is_payload
from frontdesk.conversations.red_flags.reminders import help_lines
from frontdesk.privacy.masks import mask

MAX_CHARACTERS = 500


class UtteranceEmpty(ValueError):
    """Raised when nothing is left that could be answered."""


class UtteranceTooLong(ValueError):
    """Raised for more characters than the channel allows."""


class PayloadMalformed(ValueError):
    """Raised for a payload outside the grammar."""


@dataclass(frozen=True)
class Utterance:
    """A message of the visitor: masked `text` as typed, or a quick reply's `payload`.

    `unmasked` is for the engine alone, and only as the answer to a form's question for a personal value. One that the
    channel answers by itself, such as a picture, carries its `own_reply`. While somebody has not agreed to it,
    `is_kept` is false: of the text nothing is recorded, and the channel brings the `recent` ones itself.
    """

    client_id: uuid.UUID
    kind: Turn.Kind
    text: str = ""
    payload: str = ""
    unmasked: str = field(default="", repr=False)
    own_reply: EngineReply | None = None
    is_kept: bool = True
    recent: tuple[str, ...] | None = None

    def for_engine(self, *, is_personal: bool = False) -> dict[str, str]:
        """The field that the engine is sent; typed text cannot be a command."""
        if self.payload:
            return {"payload": self.payload}
        return {"text": without_command(self.unmasked if is_personal and self.unmasked else self.text)}


def typed(client_id: uuid.UUID, raw: str, longest: int = MAX_CHARACTERS) -> Utterance:
    """The utterance for a typed text. Raises UtteranceEmpty, UtteranceTooLong."""
    text = clean(raw)
    if not without_command(text):
        raise UtteranceEmpty
    if len(text) > longest:
        raise UtteranceTooLong
    public = (*current_profile().known_phones(), *help_lines())
    return Utterance(client_id, Turn.Kind.TYPED, text=mask(text, public), unmasked=text)


def tapped(client_id: uuid.UUID, payload: str) -> Utterance:
    """The utterance for a quick reply. Raises PayloadMalformed."""
    value = payload.partition("=")[2]
    if not is_payload(payload) or mask(value) != value:  # no button of ours carries a phone number
        raise PayloadMalformed
    return Utterance(client_id, Turn.Kind.PAYLOAD, payload=payload)
