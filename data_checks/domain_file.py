"""The entities and slots of domain.yml, so far as data/ refers to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from data_checks.located_yaml import Items, Map, load_map
from data_checks.problems import Report


@dataclass(frozen=True)
class Domain:
    """Names that data/ may use; a slot's values are empty unless it is categorical."""

    entities: frozenset[str]
    slots: Mapping[str, tuple[str, ...]]
    report: Report


def read_domain(root: Path) -> Domain:
    """The domain of the project; a mistake in the file is in its report."""
    report = Report("domain.yml")
    content = load_map(root / "domain.yml", report) or Map()
    entities = content.get("entities")
    slots = content.get("slots")
    return Domain(
        frozenset(_entities(entities if isinstance(entities, Items) else Items())),
        {name: _values(slot) for name, slot in slots.items()} if isinstance(slots, Map) else {},
        report,
    )


def _entities(entries: Items) -> Iterator[str]:
    """The names; an entity with settings is a mapping with its name as the one key."""
    for entry in entries:
        yield from [entry] if isinstance(entry, str) else entry if isinstance(entry, Map) else []


def _values(slot: object) -> tuple[str, ...]:
    values = slot.get("values") if isinstance(slot, Map) else None
    return tuple(str(value) for value in values) if isinstance(values, Items) else ()
