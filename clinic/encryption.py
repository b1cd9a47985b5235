"""Personal values at rest: encrypted fields, and keyed hashes to find a row without its value.

Keys come from FIELD_ENCRYPTION_KEYS (the first encrypts, all decrypt) and ID_HASH_KEY; docs/privacy.md tells how to
change them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import cache
from typing import TYPE_CHECKING, Any

import phonenumbers
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class ValueUnreadable(Exception):
    """Raised when a stored value opens with none of the keys: a key is missing from FIELD_ENCRYPTION_KEYS."""


class EncryptedText(_TextField):
    """A text that stands encrypted in the database. It cannot be searched; an empty text stays empty."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return encrypt(prepared) if prepared else prepared

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return decrypt(value) if value else value


def encrypt(text: str) -> str:
    """The text under the first key; two times the same text are two different results."""
    return _keys(tuple(settings.FIELD_ENCRYPTION_KEYS)).encrypt(text.encode()).decode("ascii")


def decrypt(token: str) -> str:
    """The text again. Raises ValueUnreadable."""
    try:
        return _keys(tuple(settings.FIELD_ENCRYPTION_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken:
        raise ValueUnreadable(
            "a stored value opens with none of FIELD_ENCRYPTION_KEYS; put the key it was written with back"
        ) from None


def phone_hash(phone: str) -> str:
    """What a phone number is found by, however it was written; it cannot be turned back."""
    return keyed_hash(f"phone:{_digits(phone)}")


def line_id(user_id: str) -> str:
    """The pseudonym of a LINE user: `line:` and 52 signs of base32; it cannot be turned back."""
    return "line:" + keyed_hash(f"line:{user_id}")


def keyed_hash(text: str) -> str:
    """HMAC-SHA256 of the text under ID_HASH_KEY, in base32 without padding."""
    digest = hmac.new(settings.ID_HASH_KEY.encode(), text.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").rstrip("=").lower()


@cache
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def _digits(phone: str) -> str:
    try:
        number = phonenumbers.parse(phone, "JP")
    except phonenumbers.NumberParseException:
        return phone.strip()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
