"""The visitor's phone number, however it was typed, checked against Japan's numbering plan."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

REGION = "JP"
_KANJI = str.maketrans("〇零一二三四五六七八九", "00123456789")
_WORDS = {"ゼロ": "0", "ぜろ": "0", "れい": "0", "レイ": "0", "まる": "0", "マル": "0"}
_NUMBER = re.compile(r"\+?\d[\d\s()./\-‐‑‒–—―−ー~〜の_]*\d|\d")
_DASHES = re.compile(r"[‐‑‒–—―−ー~〜の_./]")
# 03-1234-5678 has ten digits, 090-1234-5678 eleven.
_MOBILE = re.compile(r"0[5-9]0")
_LENGTH, _MOBILE_LENGTH = 10, 11
_DIGIT = re.compile(r"\d")


class PhoneRefused(ValueError):
    """Raised for what is no number that can be called; `reason` is none, short, long, unknown, own or emergency."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_phone(text: str, own: str) -> str:
    """The number in `text` with hyphens (090-1234-5678); `own` is the clinic's, which nobody is called at.

    Raises PhoneRefused.
    """
    found = numbers_in(text)
    if not found:
        raise PhoneRefused("none")
    number = max(found, key=len)
    digits = "".join(_DIGIT.findall(number))
    if digits in {"119", "110", "7119"}:
        raise PhoneRefused("emergency")
    if digits == "".join(_DIGIT.findall(own)):
        raise PhoneRefused("own")
    try:
        parsed = phonenumbers.parse(number, REGION)
    except phonenumbers.NumberParseException:
        raise PhoneRefused(_reason(digits)) from None
    if phonenumbers.is_valid_number(parsed) and _can_be_called(parsed):
        is_ours = parsed.country_code == 81
        form = phonenumbers.PhoneNumberFormat.NATIONAL if is_ours else phonenumbers.PhoneNumberFormat.INTERNATIONAL
        return phonenumbers.format_number(parsed, form)
    raise PhoneRefused(_reason(digits))


def numbers_in(text: str) -> list[str]:
    """Runs of digits as they were typed, in half width with plain hyphens."""
    plain = unicodedata.normalize("NFKC", text).translate(_KANJI)
    for word, digit in _WORDS.items():
        plain = plain.replace(word, digit)
    return [_DASHES.sub("-", match[0]) for match in _NUMBER.finditer(plain)]


def _reason(digits: str) -> str:
    length = _MOBILE_LENGTH if _MOBILE.match(digits) else _LENGTH
    return "short" if len(digits) < length else "long" if len(digits) > length else "unknown"


def _can_be_called(number: phonenumbers.PhoneNumber) -> bool:
    """False for numbers under which no person answers, such as 0120."""
    kinds = phonenumbers.PhoneNumberType
    return phonenumbers.number_type(number) not in {kinds.TOLL_FREE, kinds.PREMIUM_RATE, kinds.SHARED_COST}
