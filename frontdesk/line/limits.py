"""LINE's limits on what is sent: the one authority, since the SDK's models check few of them. Plain Python.

Source: LINE Developers, "Messaging API reference" and "Character counting in a text" (read 2026-11-22). LINE counts
UTF-16 units in general, and grapheme clusters in labels and in what a tap displays. The size of Flex messages is given
in KB without saying which; ours stay below the smaller one, counted as they are sent (the SDK escapes non-ASCII).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

Message = dict[str, Any]

MOST_MESSAGES = 5
MOST_REQUEST_BYTES = 2_000_000
TEXT_UNITS = 5_000
ALT_TEXT_UNITS = 1_500
MOST_QUICK_REPLIES = 13
LABEL_GRAPHEMES = 20
FLEX_LABEL_GRAPHEMES = 40
DISPLAY_GRAPHEMES = 300
DATA_UNITS = 300
URI_UNITS = 1_000
BUBBLE_BYTES = 29_000
CAROUSEL_BYTES = 49_000
MOST_BUBBLES = 12

_GRAPHEME = regex.compile(r"\X")
_URI = re.compile(r"(?:https?://|line://|tel:)[!-~]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FLEX_BOXES = frozenset({"box", "text", "button", "separator", "filler", "image"})


def utf16_units(text: str) -> int:
    """The length as LINE counts texts: an emoji is two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> list[str]:
    """What a reader sees as single signs: a family emoji is one, a kana with its voicing mark is one."""
    signs: list[str] = _GRAPHEME.findall(text)
    return signs


def shortened(text: str, most_graphemes: int) -> str:
    """The text if it is short enough, else its beginning with an ellipsis."""
    signs = graphemes(text)
    return text if len(signs) <= most_graphemes else "".join(signs[: most_graphemes - 1]) + "…"


def shortened_units(text: str, most_units: int) -> str:
    """The text if it is short enough in UTF-16 units, else its beginning with an ellipsis."""
    if utf16_units(text) <= most_units:
        return text
    kept: list[str] = []
    room = most_units - 1
    for sign in graphemes(text):
        room -= utf16_units(sign)
        if room < 0:
            break
        kept.append(sign)
    return "".join(kept) + "…"


def sent_bytes(content: object) -> int:
    """The length of the JSON as the SDK sends it."""
    return len(json.dumps(content))


def problems(messages: Sequence[Mapping[str, Any]]) -> list[str]:
    """What LINE would refuse in a call with these messages, as `property: what`; empty when nothing."""
    found = []
    if not 1 <= len(messages) <= MOST_MESSAGES:
        found.append(f"messages: {len(messages)} of them, 1 to {MOST_MESSAGES} allowed")
    if sent_bytes(messages) > MOST_REQUEST_BYTES:
        found.append(f"messages: more than {MOST_REQUEST_BYTES} bytes")
    for number, message in enumerate(messages):
        found += [f"messages[{number}].{problem}" for problem in message_problems(message)]
    return found


def message_problems(message: Mapping[str, Any]) -> Iterator[str]:
    """What LINE would refuse in this message."""
    kind = message.get("type")
    if kind == "text":
        yield from _length("text", message.get("text"), TEXT_UNITS)
    elif kind == "flex":
        yield from _length("altText", message.get("altText"), ALT_TEXT_UNITS)
        yield from _container(message.get("contents") or {})
    elif kind == "image":
        for name in ("originalContentUrl", "previewImageUrl"):
            if not str(message.get(name, "")).startswith("https://"):
                yield f"{name}: no HTTPS address"
    else:
        yield f"type: {kind!r} is none that we send"
    items = (message.get("quickReply") or {}).get("items")
    if items is not None:
        yield from _quick_reply(items)


def _quick_reply(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not 1 <= len(items) <= MOST_QUICK_REPLIES:
        yield f"quickReply.items: {len(items)} of them, 1 to {MOST_QUICK_REPLIES} allowed"
    for number, item in enumerate(items):
        if item.get("type") != "action":
            yield f"quickReply.items[{number}].type: not action"
        for problem in action_problems(item.get("action") or {}, LABEL_GRAPHEMES):
            yield f"quickReply.items[{number}].action.{problem}"


def action_problems(action: Mapping[str, Any], most_in_label: int) -> Iterator[str]:
    """What LINE would refuse in this action, whose place allows labels of so many graphemes."""
    yield from _graphemes("label", action.get("label"), most_in_label)
    kind = action.get("type")
    if kind == "postback":
        yield from _length("data", action.get("data"), DATA_UNITS)
        if "displayText" in action:
            yield from _graphemes("displayText", action["displayText"], DISPLAY_GRAPHEMES)
    elif kind == "datetimepicker":
        yield from _length("data", action.get("data"), DATA_UNITS)
        yield from _picker(action)
    elif kind == "uri":
        yield from _length("uri", action.get("uri"), URI_UNITS)
        if not _URI.fullmatch(str(action.get("uri", ""))):
            yield "uri: not http, https, line or tel, or not percent-encoded"
    elif kind == "message":
        yield from _graphemes("text", action.get("text"), DISPLAY_GRAPHEMES)
    else:
        yield f"type: {kind!r} is none that we send"


def _picker(action: Mapping[str, Any]) -> Iterator[str]:
    if action.get("mode") != "date":
        yield "mode: only dates are picked"
    for name in ("initial", "min", "max"):
        if name in action and not _DATE.fullmatch(str(action[name])):
            yield f"{name}: no date"
    if "min" in action and "max" in action and not str(action["min"]) < str(action["max"]):
        yield "max: not after min"


def _container(contents: Mapping[str, Any]) -> Iterator[str]:
    bubbles = contents.get("contents") or [] if contents.get("type") == "carousel" else [contents]
    if not 1 <= len(bubbles) <= MOST_BUBBLES:
        yield f"contents: {len(bubbles)} bubbles, 1 to {MOST_BUBBLES} allowed"
    if sent_bytes(contents) > CAROUSEL_BYTES:
        yield f"contents: more than {CAROUSEL_BYTES} bytes"
    for bubble in bubbles:
        if bubble.get("type") != "bubble":
            yield "contents.type: no bubble"
        if sent_bytes(bubble) > BUBBLE_BYTES:
            yield f"contents: a bubble of more than {BUBBLE_BYTES} bytes"
        for part in ("header", "body", "footer"):
            if part in bubble:
                yield from _component(f"contents.{part}", bubble[part])


def _component(place: str, component: Mapping[str, Any]) -> Iterator[str]:
    kind = component.get("type")
    if kind not in _FLEX_BOXES:
        yield f"{place}.type: {kind!r} is none that we send"
    if kind == "text" and not component.get("text"):
        yield f"{place}.text: is empty"
    if kind == "box" and not component.get("contents"):
        yield f"{place}.contents: is empty"
    if "action" in component:
        for problem in action_problems(component["action"], FLEX_LABEL_GRAPHEMES):
            yield f"{place}.action.{problem}"
    for number, inner in enumerate(component.get("contents") or ()):
        yield from _component(f"{place}.contents[{number}]", inner)


def _length(name: str, value: object, most: int) -> Iterator[str]:
    if not isinstance(value, str) or not 1 <= utf16_units(value) <= most:
        yield f"{name}: empty or longer than {most} UTF-16 units"


def _graphemes(name: str, value: object, most: int) -> Iterator[str]:
    if not isinstance(value, str) or not 1 <= len(graphemes(value)) <= most:
        yield f"{name}: empty or longer than {most} grapheme clusters"
