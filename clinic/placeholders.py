"""Bubbles with `[[key]]` filled in from the clinic's profile.

An empty key turns its bubble into the fixed sentence U1; nothing is made up and no mark is ever shown to a patient.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from clinic.items import price_item
from clinic.placeholder_text import UnknownPlaceholder, fill_entries, fill_lines, fill_table, is_price, unknown_keys
from clinic.profile import Profile

UNKNOWN = "申し訳ありません。このご案内には{items}の情報がありません。お電話({phone})でご確認ください。"
CALL = "電話する({phone})"


@dataclass
class Filled:
    """A reply as it may be shown, and the reviewed names of what the clinic has not filled in (in order, each once)."""

    bubbles: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def says_nothing_else(self) -> bool:
        """True when the whole reply is the sentence that something is not known."""
        return bool(self.missing) and len(self.bubbles) == 1


def fill_bubbles(bubbles: Iterable[Mapping[str, Any]], profile: Profile) -> list[dict[str, Any]]:
    """The bubbles as they may be shown; see `fill`."""
    return fill(bubbles, profile).bubbles


def fill(bubbles: Iterable[Mapping[str, Any]], profile: Profile) -> Filled:
    """The bubbles with every placeholder replaced.

    - A bubble whose text or table has an empty key becomes U1; several become one U1, at the place of the first.
    - A line (or a table row) that begins with `[[?]]` is shown only if all its keys are filled in.
    - A link or quick reply with an empty key is left out.
    - While prices are not shown, a bubble with a price becomes U1 for 治療の費用.

    Raises UnknownPlaceholder for a key that clinic.yml cannot have.
    """
    filled = Filled()
    unknown_at: int | None = None
    carried: list[dict[str, Any]] = []
    for bubble in bubbles:
        shown, missing = _fill_bubble(bubble, profile)
        filled.missing.extend(item for item in missing if item not in filled.missing)
        if missing and unknown_at is not None:
            carried.append(shown)
        elif missing:
            unknown_at = len(filled.bubbles)
            filled.bubbles.append(shown)
        elif _says_something(shown):
            filled.bubbles.append(shown)
        else:
            carried.append(shown)
    if filled.bubbles:
        _carry_over(carried, filled.bubbles[-1])
    if unknown_at is not None:
        _say_unknown(filled, unknown_at, profile)
    return filled


def _fill_bubble(bubble: Mapping[str, Any], profile: Profile) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A copy that may be shown, and the names missing in it; with a name missing, the copy has no content left."""
    text = fill_lines(str(bubble.get("text") or ""), profile)
    missing = text.missing
    shown = {**bubble, "text": text.text}
    if bubble.get("table"):
        shown["table"], missing_in_table = fill_table(bubble["table"], profile)
        missing += missing_in_table
    for name in ("links", "quick_replies"):
        shown[name] = fill_entries(bubble.get(name) or (), profile)
    if not missing and not profile.treatments.show_prices and _has_price(shown):
        missing = (price_item(),)
    if missing:
        shown.update(text="", table=None, image=None, source=None)
    return shown, missing


def _has_price(bubble: Mapping[str, Any]) -> bool:
    table = bubble.get("table") or {"caption": "", "columns": [], "rows": []}
    cells = [table["caption"], *table["columns"], *(cell for row in table["rows"] for cell in row)]
    return any(is_price(text) for text in [bubble["text"], *cells])


def _says_something(bubble: Mapping[str, Any]) -> bool:
    return any([bubble["text"].strip(), bubble.get("table"), bubble.get("image"), bubble.get("picker")])


def _carry_over(silent: Iterable[Mapping[str, Any]], last: dict[str, Any]) -> None:
    """What a bubble that is not shown offered stands under the last one that is."""
    for bubble in silent:
        for name in ("links", "quick_replies"):
            last[name] = last[name] + [entry for entry in bubble[name] if entry not in last[name]]


def _say_unknown(filled: Filled, at: int, profile: Profile) -> None:
    phone = profile.clinic.phone
    bubble = filled.bubbles[at]
    bubble["text"] = UNKNOWN.format(items="・".join(filled.missing), phone=phone)
    offered = {link["href"] for other in filled.bubbles for link in other["links"]}
    if profile.clinic.tel not in offered:
        bubble["links"] = [*bubble["links"], {"title": CALL.format(phone=phone), "href": profile.clinic.tel}]


__all__ = ["Filled", "UnknownPlaceholder", "fill", "fill_bubbles", "unknown_keys"]
