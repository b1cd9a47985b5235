"""The sentences that the second look is learnt from: urgent ones by tier, and those that are like them and are not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HARMLESS = "harmless"
_HARMLESS_FILES = ("negatives", "general_questions")


def urgent_and_harmless(folder: Path) -> tuple[list[str], list[str]]:
    """Texts and labels (a tier, `crisis` or `HARMLESS`) of all authors' sets in `folder`, one folder an author.

    Raises ValueError when there are none: an assistant must not be trained without them.
    """
    texts, labels = [], []
    for entry in _entries(folder, "positives"):
        texts.append("。".join([*(entry.get("recent") or ()), entry["text"]]))
        labels.append(str(entry["tier"]))
    if not texts:
        raise ValueError(f"{folder} holds no urgent sentences (*/positives.yml); put the sets of data/safety back")
    for name in _HARMLESS_FILES:
        for entry in _entries(folder, name):
            texts.append(entry["text"])
            labels.append(HARMLESS)
    return texts, labels


def digest(folder: Path) -> str:
    """SHA-256 of the sets: other sentences make another model."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("*/*.yml")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _entries(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(f"*/{name}.yml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))
