"""Long texts in parts, and many messages in few: nothing is lost, no sign is torn. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontdesk.line.limits import graphemes, utf16_units

_PARAGRAPH = re.compile(r"(?<=\n\n)(?=[^\n])")
_SENTENCE = re.compile(r"(?<=[。!?！?\n])(?=[^。!?！?\n])")


def parts_of(text: str, most_units: int) -> list[str]:
    """The text in parts of at most so many UTF-16 units: cut between paragraphs, else sentences, else signs.

    Joined they are the text again.
    """
    if utf16_units(text) <= most_units:
        return [text]
    for boundary in (_PARAGRAPH, _SENTENCE):
        pieces = boundary.split(text)
        if len(pieces) > 1:
            return list(_joined((part for piece in pieces for part in parts_of(piece, most_units)), most_units))
    return list(_joined(iter(graphemes(text)), most_units))


def _joined(pieces: Iterator[str], most_units: int) -> Iterator[str]:
    """The pieces in groups as long as may be. A single sign is taken to fit."""
    group: list[str] = []
    units = 0
    for piece in pieces:
        length = utf16_units(piece)
        if group and units + length > most_units:
            yield "".join(group)
            group, units = [], 0
        group.append(piece)
        units += length
    if group:
        yield "".join(group)
