"""Channel-neutral answers as LINE messages. Plain Python.

`limits` judges every message; one that fails is sent as plain text. The text of a red flag is the first message, by
itself and whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frontdesk.line import flex
from frontdesk.line.choices import listed, offered
from frontdesk.line.limits import (
    DISPLAY_GRAPHEMES,
    LABEL_GRAPHEMES,
    MOST_QUICK_REPLIES,
    TEXT_UNITS,
    Message,
    message_problems,
    shortened,
)
from frontdesk.line.pieces import SENDER, Piece, few, text_message, with_last_text
from frontdesk.line.splitting import parts_of

PICKER_TITLE = "日にちを選ぶ"


def rendered(messages: Sequence[Mapping[str, Any]], public_url: str = "") -> list[Message]:
    """The reply as 1 to 5 LINE messages; none for silence. `public_url` is where our pictures are found, if anywhere."""
    pieces = [piece for message in messages for piece in _pieces(message, public_url)]
    choices = listed(offered(messages))
    if choices:
        pieces = with_last_text(pieces, choices)
    shown = [piece.message for piece in few(pieces)]
    if shown:
        items = _quick_reply_items(messages)
        if items:
            shown[-1] = {**shown[-1], "quickReply": {"items": items}}
    return shown


def _pieces(message: Mapping[str, Any], public_url: str) -> Iterator[Piece]:
    is_urgent = bool(message.get("urgency"))
    text = _full_text(message)
    card = _card(message)
    if card is not None and not list(message_problems(card)):
        yield Piece({**card, "sender": dict(SENDER)}, _card_text(message))
    elif text:
        yield from (Piece(text_message(part), part, is_alone=is_urgent) for part in parts_of(text, TEXT_UNITS))
    image = message.get("image")
    if image and public_url:
        address = public_url.rstrip("/") + image["src"]
        picture = {"type": "image", "originalContentUrl": address, "previewImageUrl": address}
        yield Piece({**picture, "sender": dict(SENDER)}, image["alt"])
    if is_urgent and message.get("links"):
        buttons = flex.buttons_card(message["links"], is_urgent=message["urgency"] == "119")
        yield Piece({**buttons, "sender": dict(SENDER)}, buttons["altText"], is_alone=True)
    if message.get("picker"):
        button = flex.picker_card(PICKER_TITLE, picker_action(message["picker"]))
        yield Piece({**button, "sender": dict(SENDER)}, PICKER_TITLE)


def _card(message: Mapping[str, Any]) -> Message | None:
    """The bubble as a card where it is a table, an exercise or a calendar."""
    text, source = str(message.get("text") or ""), str(message.get("source") or "")
    if message.get("table"):
        return flex.table_card(message["table"], text, source)
    steps = flex.steps_of(text)
    if steps and not message.get("urgency"):
        return flex.steps_card(steps, text, source)
    return None


def _card_text(message: Mapping[str, Any]) -> str:
    table = flex.table_text(message["table"]) if message.get("table") else ""
    return "\n\n".join(part for part in (table, _full_text({**message, "table": None})) if part)


def _full_text(message: Mapping[str, Any]) -> str:
    """Everything the bubble says: table, text, addresses and numbers that it links to, source."""
    text = str(message.get("text") or "")
    lines = [flex.table_text(message["table"])] if message.get("table") else []
    lines += [text] if text else []
    for link in _links(message):
        if link["href"].startswith("https://"):
            lines.append(f"{link['title']}: {link['href']}")
        elif not message.get("urgency") and _number(link["href"]) not in _digits(text):
            lines.append(link["title"])
    if message.get("source"):
        lines.append(f"出典: {message['source']}")
    return "\n".join(lines)


def _links(message: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """The links that a phone can follow: on a site without HTTPS, pages cannot be linked to."""
    return [link for link in message.get("links") or () if link["href"].startswith(("https://", "tel:"))]


def _number(href: str) -> str:
    return _digits(href.partition(":")[2])


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _quick_reply_items(messages: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Calendar, choices, and calls that no large button offers already."""
    actions: list[dict[str, Any]] = [picker_action(message["picker"]) for message in messages if message.get("picker")]
    actions += [postback(choice["title"], choice["payload"]) for choice in offered(messages)]
    links = [link for message in messages if not message.get("urgency") for link in _links(message)]
    for link in links:
        action = {"type": "uri", "label": shortened(link["title"], LABEL_GRAPHEMES), "uri": link["href"]}
        actions += [action] if action not in actions else []
    return [{"type": "action", "action": action} for action in actions[:MOST_QUICK_REPLIES]]


def postback(title: str, data: str) -> dict[str, str]:
    """The button of a choice; the full title is shown in the chat as what the person said."""
    return {
        "type": "postback",
        "label": shortened(title, LABEL_GRAPHEMES),
        "data": data,
        "displayText": shortened(title, DISPLAY_GRAPHEMES),
    }


def picker_action(picker: Mapping[str, str]) -> dict[str, str]:
    """The button that opens LINE's calendar. Its value has no time zone and may be old: checked again when it comes."""
    return {
        "type": "datetimepicker",
        "label": PICKER_TITLE,
        "data": picker["payload"],
        "mode": "date",
        "min": picker["min"],
        "max": picker["max"],
    }
