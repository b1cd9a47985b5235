"""What a visitor typed, made fit to be stored and shown: plain Python."""

from __future__ import annotations

import re
import unicodedata

# Signs that are invisible or reorder what stands around them: zero-width space, word joiner, byte order mark, soft
# hyphen, and the marks and overrides of direction. The joiner U+200D and variation selectors stay: emoji need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_SEEN_BY_NOBODY = frozenset({"Cc", "Cf", "Cs", "Cn", "Mn", "Zl", "Zp", "Zs"})
# In Rasa a text that begins with / is a command. The full-width ／ is not.
_COMMAND = re.compile(r"^[/\s]+")


def clean(text: str) -> str:
    """The text in NFC, without control and invisible characters, without lone surrogates, stripped.

    Line breaks stay as \\n and tabs become spaces. Empty when nothing that can be seen is left.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\t", " ")
    kept = (character for character in text if character == "\n" or unicodedata.category(character) not in {"Cc", "Cs"})
    cleaned = unicodedata.normalize("NFC", _INVISIBLE.sub("", "".join(kept))).strip()
    is_visible = any(unicodedata.category(character) not in _SEEN_BY_NOBODY for character in cleaned)
    return cleaned if is_visible else ""


def without_command(text: str) -> str:
    """The text without what would make it a command of the engine; empty when it was nothing else."""
    return _COMMAND.sub("", text)
