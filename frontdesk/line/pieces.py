"""Five messages a call, no more: what is joined, what becomes plain text, and what waits. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.line.limits import MOST_MESSAGES, TEXT_UNITS, Message, utf16_units
from frontdesk.line.splitting import parts_of

SENDER = {"name": "自動応答"}
CUT_OFF = "(続きはお電話でお尋ねください)"


@dataclass(frozen=True)
class Piece:
    """A LINE message, what it says as text, and whether it may be joined with its neighbours."""

    message: Message
    text: str
    is_alone: bool = False


def text_message(text: str) -> Message:
    """A text message of ours."""
    return {"type": "text", "text": text, "sender": dict(SENDER)}


def text_of(message: Mapping[str, Any]) -> str:
    """What a LINE message says, as text."""
    return str(message.get("text") or message.get("altText") or "")


def plain(messages: Sequence[Message]) -> list[Message]:
    """The same messages as text alone: the last try when LINE refuses them."""
    pieces = [
        Piece(text_message(part), part) for message in messages for part in parts_of(text_of(message), TEXT_UNITS)
    ]
    return [piece.message for piece in few(pieces)]


def with_earlier(earlier: Sequence[Message], own: Sequence[Message], *, is_urgent: bool) -> list[Message] | None:
    """Answers that were kept, then the new one; None when one call has no room for both.

    An urgent new one comes first. Only the new one has buttons.
    """
    room = MOST_MESSAGES - len(own)
    shown = [{name: value for name, value in message.items() if name != "quickReply"} for message in earlier]
    if len(shown) > room:
        texts = parts_of("\n\n".join(text_of(message) for message in shown), TEXT_UNITS)
        shown = [text_message(text) for text in texts]
    if len(shown) > room:
        return None
    return [*own, *shown] if is_urgent else [*shown, *own]


def with_last_text(pieces: Sequence[Piece], more: str) -> list[Piece]:
    """The pieces with more text under the last one, or as a message of its own where that is no text."""
    if pieces and pieces[-1].message["type"] == "text" and not pieces[-1].is_alone:
        text = f"{pieces[-1].text}\n\n{more}"
        if utf16_units(text) <= TEXT_UNITS:
            return [*pieces[:-1], Piece(text_message(text), text)]
    return [*pieces, *(Piece(text_message(part), part) for part in parts_of(more, TEXT_UNITS))]


def few(pieces: Sequence[Piece]) -> list[Piece]:
    """At most five: neighbouring texts are joined, shortest first, then cards become text; the rest is cut off."""
    shown = list(pieces)
    while len(shown) > MOST_MESSAGES:
        places = [at for at in range(len(shown) - 1) if _may_join(shown[at], shown[at + 1])]
        if places:
            at = min(places, key=lambda place: utf16_units(shown[place].text) + utf16_units(shown[place + 1].text))
            text = f"{shown[at].text}\n\n{shown[at + 1].text}"
            shown[at : at + 2] = [Piece(text_message(text), text)]
            continue
        cards = [at for at, piece in enumerate(shown) if piece.message["type"] != "text" and not piece.is_alone]
        if not cards:
            return _cut(shown)
        shown[cards[-1]] = Piece(text_message(shown[cards[-1]].text), shown[cards[-1]].text)
    return shown


def _may_join(one: Piece, other: Piece) -> bool:
    if one.is_alone or other.is_alone or {one.message["type"], other.message["type"]} != {"text"}:
        return False
    return utf16_units(one.text) + 2 + utf16_units(other.text) <= TEXT_UNITS


def _cut(pieces: Sequence[Piece]) -> list[Piece]:
    last = pieces[MOST_MESSAGES - 1]
    text = parts_of(last.text, TEXT_UNITS - len(CUT_OFF) - 1)[0] + "\n" + CUT_OFF
    return [*pieces[: MOST_MESSAGES - 1], Piece(text_message(text), text)]
