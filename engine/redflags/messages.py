"""The bubble that answers a red flag, from the signed texts of data/safety/messages.yml."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml

from engine.redflags.detector import RedFlag

MESSAGES = Path(__file__).resolve().parents[2] / "data" / "safety" / "messages.yml"

CRISIS = "crisis"
_CRISIS_RULE = "R16"
_UNDECIDED_LINE = 3


@functools.lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    with MESSAGES.open(encoding="utf-8") as file:
        return dict(yaml.safe_load(file))


def bubbles(flag: RedFlag) -> list[dict[str, Any]]:
    """The one bubble on `flag`: at most five lines, with the numbers to call as links and no quick reply."""
    texts = _texts()
    kind = CRISIS if flag.rule == _CRISIS_RULE else flag.tier
    phrase = texts["phrases"].get(flag.rule, "")
    care = texts["care"].get(flag.rule, texts["care"]["default"])
    lines = [line.format(phrase=phrase, care=care) for line in texts["templates"][kind]]
    links = texts["links"][kind]
    if kind == "today" and flag.rule in texts["undecided"]:
        lines[_UNDECIDED_LINE] = texts["undecided"][flag.rule]
        links = texts["links"][flag.rule]
    return [{"text": "\n".join(lines), "urgency": kind, "links": [dict(link) for link in links]}]


def list_bubble() -> dict[str, Any]:
    """The list of urgent signs, the same for everyone: no verdict on this person."""
    texts = _texts()
    return {"text": "\n".join(texts["templates"]["list"]), "links": [dict(link) for link in texts["links"]["list"]]}
