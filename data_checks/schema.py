"""The few shapes that our YAML files are made of, checked one by one so that every mistake is named."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from data_checks.located_yaml import Items, Map
from data_checks.problems import Report


def check_keys(found: Map, required: Collection[str], optional: Collection[str], what: str, report: Report) -> None:
    """Reports keys that are missing from `found` or that nothing would read."""
    for key in sorted(set(required) - set(found)):
        report.error(found.line, f"{what} without {key}", f"add the key {key}")
    known = [*required, *optional]
    for key in found:
        if key not in known:
            report.error(
                found.lines[key], f"{what} with the unknown key {key}", f"the keys here are {', '.join(known)}"
            )


def text_under(found: Map, key: str, what: str, report: Report) -> str | None:
    """The text under the key; `None` when the key is absent, or when something else stands there (reported)."""
    value = found.get(key)
    if key not in found or (isinstance(value, str) and value.strip()):
        return value
    report.error(found.lines[key], f"{what}: {key} is no text", "write a text, in quotes if YAML reads it otherwise")
    return None


def maps_under(found: Map, key: str, what: str, report: Report) -> Iterator[Map]:
    """The mappings listed under the key; whatever else stands there is reported."""
    value: Any = found.get(key)
    if key not in found:
        return
    if not isinstance(value, Items) or not value:
        report.error(found.lines[key], f"{what}: {key} is no list", "write its entries below it, each after a dash")
        return
    for line, entry in zip(value.lines, value, strict=True):
        if isinstance(entry, Map):
            yield entry
        else:
            report.error(line, f"{what}: an entry of {key} has no keys", "write it as keys and values")


def texts_in(value: Any) -> bool:
    """True when the value is a list that holds texts and nothing else."""
    return isinstance(value, Items) and bool(value) and all(isinstance(entry, str) for entry in value)
