"""No sentence of the front desk's own says what no text may say (data/safety/words.yml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from clinic import placeholders
from clinic.bookings import calendar as booking_calendar
from clinic.bookings import capacity, email_addresses
from clinic.bookings import sentences as booking_sentences
from clinic.notices import sentences as notice_sentences
from frontdesk.bookings import sentences as page_sentences
from frontdesk.chat import sentences as chat_sentences
from frontdesk.conversations import sentences as conversation_sentences

SAFETY = Path(__file__).resolve().parents[2] / "data" / "safety"
NEVER = yaml.safe_load((SAFETY / "words.yml").read_text(encoding="utf-8"))["never"]


def texts(value: Any) -> Iterator[str]:
    """Every text in a constant, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"payload", "href"}:
                yield from texts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from texts(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from texts(asdict(value))


def constants(module: ModuleType) -> Iterator[str]:
    for name, value in vars(module).items():
        if name.isupper():
            yield from texts(value)


CHAT = Path(chat_sentences.__file__).parent
# The page and the component hold their sentences themselves.
WRITTEN = [CHAT / "templates" / "chat" / "page.html", SAFETY.parents[1] / "widget" / "src" / "strings.ts"]
PAGES = Path(page_sentences.__file__).parent / "templates" / "bookings"
WRITTEN += sorted(PAGES.glob("*.html"))
BOOKING_MODULES = (*(booking_calendar, booking_sentences, capacity, email_addresses, notice_sentences, page_sentences),)
MODULES = (chat_sentences, conversation_sentences, placeholders, *BOOKING_MODULES)
SENTENCES = [
    sentence
    for sentence in (
        *(sentence for module in MODULES for sentence in constants(module)),
        *(line.strip() for file in WRITTEN for line in file.read_text(encoding="utf-8").splitlines()),
    )
    if re.search("[ぁ-ん一-龥]", sentence)
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_says_what_no_text_may_say(sentence: str) -> None:
    folded = unicodedata.normalize("NFKC", sentence)
    assert [rule["id"] for rule in NEVER if re.search(rule["re"], folded, re.IGNORECASE)] == []


def test_the_sentences_are_found_at_all() -> None:
    assert conversation_sentences.ERASE_QUESTION in SENTENCES
    assert page_sentences.PROPOSED.headline in SENTENCES
    assert notice_sentences.STAFF_BODY in SENTENCES
    assert len(SENTENCES) > 20
