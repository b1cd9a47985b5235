"""The visitor's mail address as it was typed."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_ADDRESS = re.compile(r"[^\s<>()、。,「」:]+@[^\s<>()、。,「」:]+?(?=です|$|[\s<>()、。,「」])")
LONGEST = 254


class EmailRefused(ValueError):
    """Raised for what is no mail address."""


def read_email(text: str) -> str:
    """The address in `text`, in half width. Raises EmailRefused."""
    found = _ADDRESS.search(unicodedata.normalize("NFKC", text).strip())
    if found is None or len(found[0]) > LONGEST:
        raise EmailRefused
    address = re.sub(r"^[^\x00-\x7f]+", "", found[0])  # メールはhanako@…
    try:
        validate_email(address)
    except ValidationError:
        raise EmailRefused from None
    return address
