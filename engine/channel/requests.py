"""What the front desk may ask of the engine: one turn of one conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

# Longest text that is looked at; the front desk stops at 500 characters.
MAX_TEXT = 2000
# Earlier texts of the visitor that red-flag rules look at for context.
MAX_RECENT = 3


class TurnInvalid(ValueError):
    """Raise for a request the front desk should not have sent; answered with 400 and this sentence."""


@dataclass(frozen=True)
class TurnRequest:
    """One utterance of one conversation: typed text or the payload of a tapped button.

    `recent` are up to three earlier typed texts, oldest first; in mode `human` only urgent
    symptoms are answered. `channel` is where the visitor writes; a booking notes it.
    """

    conversation: str
    id: str
    text: str
    payload: str | None
    recent: tuple[str, ...]
    mode: str
    channel: str = "web"

    @classmethod
    def parse(cls, body: Any) -> TurnRequest:
        """The request in a JSON body; raises `TurnInvalid` naming the field that is wrong."""
        if not isinstance(body, dict):
            raise TurnInvalid("body: not a JSON object")
        for key in ("conversation", "id"):
            # A lone surrogate in a conversation's name would make Rasa's SQL store end the process.
            if not isinstance(body.get(key), str) or not 0 < len(body[key]) <= 200 or not body[key].isprintable():
                raise TurnInvalid(f"{key}: not a text of 1 to 200 printable characters")
        payload, text, recent = body.get("payload"), body.get("text"), body.get("recent") or []
        if (payload is None) == (text is None) or not isinstance(payload if text is None else text, str):
            raise TurnInvalid("text, payload: give exactly one of them, as a text")
        if not isinstance(recent, list) or not all(isinstance(earlier, str) for earlier in recent):
            raise TurnInvalid("recent: not a list of texts")
        # `/` begins a command for any intent of Rasa; nobody may type one.
        typed = (text or "").strip().lstrip("/").strip()[:MAX_TEXT]
        if payload is None and not typed:
            raise TurnInvalid("text: is blank")
        mode = body.get("mode", "bot")
        if mode not in {"bot", "human"}:
            raise TurnInvalid("mode: neither bot nor human")
        channel = body.get("channel", "web")
        if channel not in {"web", "line"}:
            raise TurnInvalid("channel: neither web nor line")
        earlier = tuple(part[:MAX_TEXT] for part in recent[-MAX_RECENT:])
        return cls(body["conversation"], body["id"], typed or str(payload), payload, earlier, mode, channel)

    def also(self, topic: str) -> TurnRequest:
        """The second question of the same message, as a turn of its own that a repeated request finds again."""
        kind = "topic" if "/" in topic else "intent"
        payload = f"v1;{kind};{topic}"
        return replace(self, id=f"{self.id}/2", text=payload, payload=payload, recent=())
