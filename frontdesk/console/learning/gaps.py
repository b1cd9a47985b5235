"""Which keys of clinic.yml an answer waits for."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from clinic.current import current_profile

_KEY = re.compile(r"\[\[([a-z_]+(?:\.[a-z_]+)+)\]\]")


def missing_keys(topic: str) -> list[str]:
    """The keys that the topic's answer names and that are empty, in order."""
    text = _answer(Path(settings.BASE_DIR), topic)
    profile = current_profile()
    return [key for key in dict.fromkeys(_KEY.findall(text)) if profile.value(key) in (None, "")]


@lru_cache(maxsize=256)
def _answer(root: Path, topic: str) -> str:
    for folder in ("faq", "conversation"):
        file = (root / "data" / folder / f"{topic}.yml").resolve()
        if file.is_relative_to(root / "data") and file.exists():
            return file.read_text(encoding="utf-8")
    return ""
