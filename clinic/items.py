"""The reviewed Japanese names of clinic.yml's keys (`items.yml`), and their values as patients read them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ITEMS_FILE = Path(__file__).with_name("items.yml")


@cache
def _table() -> Any:
    return YAML(typ="safe", pure=True).load(ITEMS_FILE.read_text(encoding="utf-8"))


@cache
def item_names() -> Mapping[str, str]:
    """The reviewed name for every key that may stand in a placeholder, by dotted key."""
    table = _table()
    names: dict[str, str] = dict(table["keys"])
    for treatment, treatment_name in table["treatments"].items():
        for aspect, words in table["aspects"].items():
            names[f"treatments.{treatment}.{aspect}"] = words.format(treatment=treatment_name)
    return names


def price_item() -> str:
    """The name that stands for all prices while they are not shown."""
    return str(_table()["prices"])


def shown_value(key: str, value: str | bool | datetime.date) -> str:
    """A filled-in value in the words that patients read: a yes or no as its sentence, a day with year and month."""
    if isinstance(value, bool):
        return str(_table()["yes_no"][key.rpartition(".")[2]][value])
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value
