"""Texts with `[[key]]` replaced by what the clinic has filled in, and the names of what it has not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clinic.items import item_names, price_item, shown_value
from clinic.profile import Profile

PLACEHOLDER = re.compile(r"\[\[([^\[\]]*)\]\]")
OPTIONAL = "[[?]]"
# A price in figures of any width or in kanji, as in 14万3千円, 143,000円, 30〜50万円, 数万円.
PRICE = re.compile(r"[0-9数一二三四五六七八九十百千万][0-9,.〜~数一二三四五六七八九十百千万億-]*円")


class UnknownPlaceholder(ValueError):
    """Raised when a text names a key that clinic.yml cannot have; the message names the key."""


@dataclass(frozen=True)
class Piece:
    """A text as it may be shown, and the reviewed names of what is missing in it."""

    text: str
    missing: tuple[str, ...]


def unknown_keys(text: str) -> list[str]:
    """The keys in `[[…]]` of this text that clinic.yml cannot have, and broken marks; empty when all is well."""
    wrong = [key for key in PLACEHOLDER.findall(text) if key != "?" and key not in item_names()]
    rest = PLACEHOLDER.sub("", text)
    return wrong + [mark for mark in ("[[", "]]") if mark in rest]


def fill_text(text: str, profile: Profile) -> Piece:
    """The text with every placeholder replaced. Raises UnknownPlaceholder."""
    missing: list[str] = []

    def fill_one(match: re.Match[str]) -> str:
        key = match.group(1)
        if key not in item_names():
            raise UnknownPlaceholder(f"[[{key}]] is no key of clinic.yml that patients may read")
        value = profile.value(key)
        if value is None:
            missing.append(item_names()[key])
        elif key.endswith(".price_incl_tax") and not profile.treatments.show_prices:
            missing.append(price_item())
        else:
            return shown_value(key, value)
        return ""

    return Piece(PLACEHOLDER.sub(fill_one, text), tuple(missing))


def fill_lines(text: str, profile: Profile) -> Piece:
    """The text line by line; a line that begins with `[[?]]` is dropped unless all of it may be shown."""
    lines: list[str] = []
    missing: list[str] = []
    for line in text.split("\n"):
        pieces = _optional([line], profile) if line.startswith(OPTIONAL) else [fill_text(line, profile)]
        for piece in pieces:
            lines.append(piece.text)
            missing.extend(piece.missing)
    return Piece("\n".join(lines), tuple(missing))


def fill_table(table: Mapping[str, Any], profile: Profile) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The table cell by cell, and what is missing in it; a row that begins with `[[?]]` is optional like a line."""
    caption, *columns = [fill_text(str(cell), profile) for cell in (table.get("caption") or "", *table["columns"])]
    rows = [row for row in (_fill_row(row, profile) for row in table["rows"]) if row]
    pieces = [caption, *columns, *(piece for row in rows for piece in row)]
    filled = {
        "caption": caption.text,
        "columns": [piece.text for piece in columns],
        "rows": [[piece.text for piece in row] for row in rows],
    }
    return filled, tuple(item for piece in pieces for item in piece.missing)


def fill_entries(entries: Iterable[Mapping[str, str]], profile: Profile) -> list[dict[str, str]]:
    """Links or quick replies; one that names an empty key leads nowhere and is left out."""
    shown = []
    for entry in entries:
        pieces = {name: fill_text(value, profile) for name, value in entry.items()}
        if not any(piece.missing for piece in pieces.values()):
            shown.append({name: piece.text for name, piece in pieces.items()})
    return shown


def is_price(text: str) -> bool:
    """True when a sum of money stands in the text."""
    return bool(PRICE.search(unicodedata.normalize("NFKC", text)))


def _fill_row(row: Sequence[Any], profile: Profile) -> list[Piece]:
    cells = [str(cell) for cell in row]
    if cells and cells[0].startswith(OPTIONAL):
        return _optional(cells, profile)
    return [fill_text(cell, profile) for cell in cells]


def _optional(texts: Sequence[str], profile: Profile) -> list[Piece]:
    """The texts without their mark, or none of them when a key is empty or a hidden price stands in them."""
    pieces = [fill_text(text.removeprefix(OPTIONAL).lstrip(), profile) for text in texts]
    is_shown = not any(
        piece.missing or (is_price(piece.text) and not profile.treatments.show_prices) for piece in pieces
    )
    return pieces if is_shown else []
