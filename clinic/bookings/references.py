"""References: short numbers that are read aloud over the phone, such as K7-4QX2."""

from __future__ import annotations

import secrets
import unicodedata

# Nothing that looks alike (0 O, 1 I L, 5 S) and no letters that sound alike on a Japanese phone (B D E G P T V, M N).
# Twenty signs at six places are 64 million, and a reference alone opens nothing.
SIGNS = "2346789ACFHJKQRWXYZ5"
PLACES = 6


def new_reference() -> str:
    """A random reference; whoever stores it must check that it is not in use."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(PLACES))
    return f"{signs[:2]}-{signs[2:]}"


def read_reference(text: str) -> str | None:
    """The reference that somebody typed, in its written form; None when it cannot be one."""
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    if len(signs) != PLACES or any(sign not in SIGNS for sign in signs):
        return None
    return f"{signs[:2]}-{signs[2:]}"
