"""Reading a mail address as a visitor types it."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

NOT_UNDERSTOOD = "メールアドレスを読み取れませんでした。「name@example.com」のように、半角でお書きください。"
LONGEST = 254  # RFC 5321, 4.5.3.1.3


class EmailNotUnderstood(Exception):
    """Raised when what was typed is no mail address; `message_ja` tells the visitor what to write."""

    message_ja = NOT_UNDERSTOOD


def read_email(text: str) -> str:
    """The address, full-width signs made half-width. Raises EmailNotUnderstood."""
    address = unicodedata.normalize("NFKC", text).strip()
    try:
        validate_email(address)
    except ValidationError:
        raise EmailNotUnderstood(NOT_UNDERSTOOD) from None
    if len(address) > LONGEST:
        raise EmailNotUnderstood(NOT_UNDERSTOOD)
    return address
