"""A response as the bubbles a patient sees, before and after the clinic's own facts are filled in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clinic.placeholders import fill_bubbles
from clinic.profile import Profile
from data_checks.responses import Variation

Bubble = dict[str, Any]
BLANK_LINE = re.compile(r"\n[ \t　]*\n")


def texts_of(variation: Variation) -> list[str]:
    """The texts of the bubbles as they are written, with their placeholders."""
    return [text.strip() for text in BLANK_LINE.split(variation.text) if text.strip()]


def bubbles_of(variation: Variation) -> list[Bubble]:
    """The bubbles; quick replies, links, table and source belong to the last one, a picture to the first."""
    bubbles: list[Bubble] = [{"text": text} for text in texts_of(variation)]
    if bubbles:
        bubbles[-1]["quick_replies"] = [{"title": one.title, "payload": one.payload} for one in variation.buttons]
        for key in ("table", "links", "source"):
            if variation.metadata.get(key):
                bubbles[-1][key] = variation.metadata[key]
        if variation.metadata.get("image"):
            bubbles[0]["image"] = variation.metadata["image"]
    return bubbles


def rendered(variation: Variation, profile: Profile) -> list[Bubble]:
    """The bubbles as the front desk shows them for this clinic. Raises UnknownPlaceholder."""
    return fill_bubbles(bubbles_of(variation), profile)


def folded(text: str) -> str:
    """The text in the form that patterns are written for (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def spoken(bubble: Mapping[str, Any]) -> str:
    """The text of a bubble and its table, joined."""
    return folded("\n".join([bubble["text"], *_cells(bubble.get("table"))]))


def parts_of(bubble: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Everything that can be read in a bubble, piece by piece, with the name of the piece."""
    yield "text", folded(bubble["text"])
    for cell in _cells(bubble.get("table")):
        yield "table", folded(cell)
    for name, key in (("quick reply", "quick_replies"), ("link", "links")):
        for entry in bubble.get(key) or ():
            yield name, folded(entry["title"])
    if bubble.get("image"):
        yield "picture", folded(bubble["image"]["alt"])
    if bubble.get("source"):
        yield "source", folded(bubble["source"])


def _cells(table: Mapping[str, Any] | None) -> Sequence[str]:
    if not table:
        return []
    rows = [table["caption"], *table["columns"], *(cell for row in table["rows"] for cell in row)]
    return [str(cell) for cell in rows]
