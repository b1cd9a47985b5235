"""The responses of a file: their variations, quick replies and metadata, checked for form."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from data_checks.located_yaml import Items, Map
from data_checks.problems import Report
from data_checks.schema import check_keys, maps_under, text_under, texts_in

URGENCIES = ("119", "today", "soon", "crisis")


@dataclass(frozen=True)
class Button:
    """A quick reply."""

    title: str
    payload: str
    line: int


@dataclass(frozen=True)
class Variation:
    """One wording of a response; `conditions` are the slot values it is for, none for the default."""

    text: str
    conditions: tuple[tuple[str, str], ...]
    buttons: tuple[Button, ...]
    metadata: Map
    line: int
    text_line: int


@dataclass(frozen=True)
class Response:
    """An answer by its name (`utter_…`), with all its wordings in the order in which they are tried."""

    name: str
    variations: tuple[Variation, ...]
    path: str
    line: int

    @property
    def id(self) -> str:
        """The topic or intent it answers."""
        return self.name.removeprefix("utter_")


def parse_responses(content: Map, report: Report) -> list[Response]:
    """The responses of a file; what does not fit the form is reported and left out."""
    block = content.get("responses", Map())
    if not isinstance(block, Map):
        report.error(content.lines["responses"], "responses holds no names", "write utter_… and its texts below it")
        return []
    responses = []
    for name in block:
        line = block.lines[name]
        if not name.startswith("utter_"):
            report.error(line, f"the response {name} does not begin with utter_", "rename it")
        variations = tuple(_variation(entry, name, report) for entry in maps_under(block, name, name, report))
        response = Response(name, tuple(found for found in variations if found), report.path, line)
        _check_order(response, report)
        responses.append(response)
    return responses


def _check_order(response: Response, report: Report) -> None:
    conditions = [variation.conditions for variation in response.variations]
    if conditions and (conditions[-1] or conditions.count(()) != 1):
        report.error(response.line, f"{response.name} does not end in one wording without condition", "put it last")
    for variation in response.variations:
        if variation.conditions and conditions.count(variation.conditions) > 1:
            report.error(variation.line, f"{response.name} has two wordings for one condition", "keep one")


def _variation(entry: Map, name: str, report: Report) -> Variation | None:
    check_keys(entry, ("text", "metadata"), ("condition", "buttons"), name, report)
    text = text_under(entry, "text", name, report)
    metadata = entry.get("metadata")
    if text is None or not isinstance(metadata, Map):
        return None
    _check_metadata(metadata, name, report)
    buttons = _buttons(entry, name, report)
    # The text begins on the line after `text: |-`.
    return Variation(text, _conditions(entry, name, report), buttons, metadata, entry.line, entry.lines["text"] + 1)


def _buttons(entry: Map, name: str, report: Report) -> tuple[Button, ...]:
    found = []
    for button in maps_under(entry, "buttons", name, report):
        check_keys(button, ("title", "payload"), (), f"a quick reply of {name}", report)
        found.append(Button(str(button.get("title", "")), str(button.get("payload", "")), button.line))
    return tuple(found)


def _conditions(entry: Map, name: str, report: Report) -> tuple[tuple[str, str], ...]:
    found = []
    for condition in maps_under(entry, "condition", name, report):
        check_keys(condition, ("type", "name", "value"), (), f"a condition of {name}", report)
        if condition.get("type") != "slot":
            report.error(condition.line, f"a condition of {name} is not about a slot", "write type: slot")
        found.append((str(condition.get("name")), str(condition.get("value"))))
    return tuple(found)


def _check_metadata(metadata: Map, name: str, report: Report) -> None:
    """Reports what does not fit the form, and takes it out so that the rest can be judged."""
    what = f"the metadata of {name}"
    check_keys(metadata, ("title", "source", "reviewed_on"), ("table", "links", "urgency", "image"), what, report)
    text_under(metadata, "title", what, report)
    if metadata.get("source") is not None and text_under(metadata, "source", what, report) is None:
        del metadata["source"]
    if "reviewed_on" in metadata and not _is_day(metadata["reviewed_on"]):
        remedy = 'write the day of the last review in quotes, like "2026-11-22"'
        report.error(metadata.lines["reviewed_on"], f"{what}: reviewed_on is no day", remedy)
    if metadata.get("urgency") not in (None, *URGENCIES):
        report.error(metadata.lines["urgency"], f"{what}: unknown urgency", f"write one of {', '.join(URGENCIES)}")
    if "links" in metadata:
        metadata["links"] = [
            link for link in maps_under(metadata, "links", what, report) if _is_link(link, name, report)
        ]
    if "image" in metadata and not _is_image(metadata["image"], metadata.lines["image"], name, report):
        del metadata["image"]
    if "table" in metadata and not _is_table(metadata["table"], metadata.lines["table"], name, report):
        del metadata["table"]


def _is_link(link: Map, name: str, report: Report) -> bool:
    check_keys(link, ("title", "href"), (), f"a link of {name}", report)
    title, href = (text_under(link, key, f"a link of {name}", report) for key in ("title", "href"))
    if href and not href.startswith(("tel:", "https:", "[[")):
        report.error(link.line, f"a link of {name} leads neither to tel: nor to https:", "correct its href")
    return bool(title and href)


def _is_image(image: Any, line: int, name: str, report: Report) -> bool:
    if not isinstance(image, Map):
        report.error(line, f"the picture of {name} has no keys", "write file and alt")
        return False
    check_keys(image, ("file", "alt"), (), f"the picture of {name}", report)
    file, alt = (text_under(image, key, f"the picture of {name}", report) for key in ("file", "alt"))
    return bool(file and alt)


def _is_table(table: Any, line: int, name: str, report: Report) -> bool:
    if not isinstance(table, Map):
        report.error(line, f"the table of {name} has no keys", "write caption, columns and rows")
        return False
    check_keys(table, ("caption", "columns", "rows"), (), f"the table of {name}", report)
    caption = text_under(table, "caption", f"the table of {name}", report)
    rows, columns = table.get("rows"), table.get("columns")
    rows_fit = isinstance(rows, Items) and all(texts_in(row) and len(row) == len(columns or ()) for row in rows)
    if not texts_in(columns) or not rows or not rows_fit:
        report.error(line, f"the table of {name} is uneven or holds numbers", "give each row a text for each column")
        return False
    return bool(caption)


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False
