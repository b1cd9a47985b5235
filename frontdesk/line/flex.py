"""Flex messages: tables as cards, exercise steps, large buttons to call. Plain Python.

Each has its whole content as text in `altText`: screen readers read it, and so does the list of chats.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.line.limits import ALT_TEXT_UNITS, FLEX_LABEL_GRAPHEMES, Message, shortened, shortened_units

Box = dict[str, Any]

# Dark on white: contrast 12:1 and 5.6:1 (WCAG asks 4.5:1).
INK, SOFT = "#1F2A37", "#4B5A6B"
CALM, URGENT = "#0B5C8A", "#B3261E"

_STEP = re.compile(r"^(\d{1,2})[.．] ?(.+)$")


def table_card(table: Mapping[str, Any], text: str, source: str) -> Message:
    """The table, each row a block of its own with the same weight, and below it the text that belongs to it."""
    columns, rows = list(table["columns"]), list(table["rows"])
    caption = str(table.get("caption") or "")
    contents: list[Box] = [_text(caption, size="md", weight="bold")] if caption else []
    for row in rows:
        contents.append({"type": "separator", "margin": "lg"})
        contents += _row(columns, row)
    if text:
        contents += [{"type": "separator", "margin": "lg"}, _text(text, size="sm", margin="lg")]
    if source:
        contents.append(_source(source))
    return _message(table_text(table) + (f"\n\n{text}" if text else ""), contents)


def table_text(table: Mapping[str, Any]) -> str:
    """The table as lines of text, for those who do not see the card."""
    columns = list(table["columns"])
    lines = [str(table.get("caption") or "")]
    for row in table["rows"]:
        cells = [f"{column}: {cell}" for column, cell in zip(columns[1:], row[1:], strict=False)]
        lines.append(f"・{row[0]} " + "、".join(cells))
    return "\n".join(line for line in lines if line)


def steps_of(text: str) -> list[tuple[str, str]]:
    """Number and words of each step when the text is nothing but two or more numbered lines; else none."""
    matches = [_STEP.match(line) for line in text.splitlines() if line.strip()]
    steps = [(match[1], match[2]) for match in matches if match]
    return steps if len(steps) == len(matches) and len(steps) > 1 else []


def steps_card(steps: Sequence[tuple[str, str]], text: str, source: str) -> Message:
    """The steps of an exercise, each with its number beside it."""
    contents: list[Box] = []
    for number, words in steps:
        mark = _text(number, size="xl", weight="bold", color=CALM) | {"flex": 0, "wrap": False}
        contents.append(
            {"type": "box", "layout": "horizontal", "spacing": "md", "contents": [mark, _text(words, size="md")]}
        )
    if source:
        contents.append(_source(source))
    return _message(text, contents, spacing="lg")


def buttons_card(links: Sequence[Mapping[str, str]], *, is_urgent: bool) -> Message:
    """Large buttons that stay in the chat, unlike quick replies."""
    color = URGENT if is_urgent else CALM
    contents = [
        {
            "type": "button",
            "style": "primary",
            "color": color,
            "height": "md",
            "adjustMode": "shrink-to-fit",
            "action": {
                "type": "uri",
                "label": shortened(link["title"], FLEX_LABEL_GRAPHEMES),
                "uri": link["href"],
            },
        }
        for link in links
    ]
    return _message("\n".join(link["title"] for link in links), contents, spacing="md")


def picker_card(title: str, action: Mapping[str, Any]) -> Message:
    """A button that opens the calendar: the quick reply that does the same is gone after the next message."""
    return _message(title, [{"type": "button", "style": "primary", "color": CALM, "action": dict(action)}])


def _row(columns: Sequence[str], row: Sequence[str]) -> list[Box]:
    cells = [
        {
            "type": "box",
            "layout": "horizontal",
            "spacing": "md",
            "contents": [
                _text(column or " ", size="sm", color=SOFT) | {"flex": 3},
                _text(cell or " ", size="md") | {"flex": 7},
            ],
        }
        for column, cell in zip(columns[1:], row[1:], strict=False)
    ]
    return [_text(row[0] or " ", size="md", weight="bold", margin="md"), *cells]


def _text(text: str, **looks: str) -> Box:
    return {"type": "text", "text": text, "wrap": True, "color": INK, **looks}


def _source(source: str) -> Box:
    return _text(f"出典: {source}", size="xs", color=SOFT, margin="lg")


def _message(alt_text: str, contents: list[Box], spacing: str = "sm") -> Message:
    body = {"type": "box", "layout": "vertical", "spacing": spacing, "contents": contents}
    return {
        "type": "flex",
        "altText": shortened_units(alt_text, ALT_TEXT_UNITS),
        "contents": {"type": "bubble", "body": body},
    }
