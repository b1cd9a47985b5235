"""The choices under a reply: as buttons, as a numbered list in the text, and taken when typed. Plain Python.

Quick replies vanish with the next message and do not exist on LINE for PC; the list stays.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Choice = Mapping[str, str]

HEADING = "番号でも選べます。"
_SIGNS = str.maketrans("", "", " 　。、.,!?！？「」")


def offered(messages: Iterable[Mapping[str, Any]]) -> list[Choice]:
    """The quick replies of a whole reply, each once."""
    found: list[Choice] = []
    for message in messages:
        found += [choice for choice in message.get("quick_replies") or () if choice not in found]
    return found


def listed(choices: Sequence[Choice]) -> str:
    """The choices as lines that can be answered with a number; empty without choices."""
    lines = [f"{number}. {choice['title']}" for number, choice in enumerate(choices, 1)]
    return "\n".join([HEADING, *lines]) if lines else ""


def chosen(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice that a typed number or its typed title means; None for anything else."""
    said = folded(text).removesuffix("番")
    if said.isascii() and said.isdigit() and len(said) <= 2 and 1 <= int(said) <= len(choices):
        return choices[int(said) - 1]
    return next((choice for choice in choices if folded(choice["title"]) == said), None)


def folded(text: str) -> str:
    """The text without what people leave out or add when they type a title."""
    return unicodedata.normalize("NFKC", text).translate(_SIGNS).casefold()
