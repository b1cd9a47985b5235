"""What the assistant has been taught: topics with their titles, and every example, read from `data/` as deployed.

Read only: the console never writes there. The held-out questions are read too where they are deployed; what is
measured by must not be learnt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from frontdesk.conversations.search_text import fold

_ENTITY = re.compile(r'\[(?P<text>[^\[\]]+)\](?:\([^()]+\)|\{"entity"[^{}]*\})')
_FOLDERS = ("data/faq", "data/conversation")
_HELD_OUT = "tests/nlu"


@dataclass(frozen=True)
class Taught:
    """The content of `data/` at one moment."""

    titles: Mapping[str, str]  # by topic, in the order of the files
    examples: Mapping[str, str]  # the topic of each example, by its folded text
    held_out: frozenset[str]  # folded

    def title_of(self, topic: str) -> str:
        """The title as on a button; the id of a topic that has none."""
        return self.titles.get(topic) or topic


def taught() -> Taught:
    """What `data/` holds now; read anew when a file has changed."""
    root = Path(settings.BASE_DIR)
    files = tuple(sorted(file for folder in (*_FOLDERS, _HELD_OUT) for file in (root / folder).rglob("*.yml")))
    return _read(root, tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=2)
def _read(root: Path, files: tuple[tuple[Path, int], ...]) -> Taught:
    titles: dict[str, str] = {}
    examples: dict[str, str] = {}
    held_out: set[str] = set()
    for file, _ in files:
        content = _load(file)
        if file.is_relative_to(root / _HELD_OUT):
            held_out |= {fold(text) for text in _texts(content)}
            continue
        for topic, texts in _examples(content):
            titles.setdefault(topic, _title(content, topic))
            for text in texts:
                examples.setdefault(fold(_ENTITY.sub(lambda found: found["text"], text)), topic)
    return Taught(titles, examples, frozenset(held_out))


def _load(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def _examples(content: Any) -> Iterator[tuple[str, list[str]]]:
    for block in (content or {}).get("nlu") or ():
        if isinstance(block, dict) and "intent" in block:
            lines = str(block.get("examples") or "").splitlines()
            yield block["intent"], [line.removeprefix("- ").strip() for line in lines if line.strip()]


def _title(content: Any, topic: str) -> str:
    for variation in (content.get("responses") or {}).get(f"utter_{topic}") or ():
        title = (variation.get("metadata") or {}).get("title")
        if title:
            return str(title)
    return ""


def _texts(content: Any) -> Iterator[str]:
    """Every `text` in a file of held-out questions, however deep; plain texts of lists too."""
    if isinstance(content, dict):
        if isinstance(content.get("text"), str):
            yield content["text"]
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for entry in content:
            yield from ([entry] if isinstance(entry, str) else _texts(entry))
