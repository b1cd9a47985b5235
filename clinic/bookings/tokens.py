"""Tokens that open a booking's own page: signed, for one booking, until 30 days after the wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing
from django.utils import timezone

DAYS_AFTER_WISH = 30
# Names what is signed, so that no other signed value of this site passes for one.
SALT = "clinic.bookings.page-token"
# A sign that stays part of the link when a mail program makes one of it.
SEPARATOR = "."


@dataclass(frozen=True)
class PageToken:
    """What a genuine token says: which booking, and the last day on which it opens."""

    reference: str
    until: date


def new_token(reference: str, last_day: date | None, now: datetime) -> str:
    """A token that is good until 30 days after the booking's last day, or after `now` if that is later."""
    until = max(last_day or date.min, timezone.localdate(now)) + timedelta(days=DAYS_AFTER_WISH)
    return _signer().sign(f"{reference}{SEPARATOR}{until:%Y%m%d}")


def read_token(token: str) -> PageToken | None:
    """What the token says; None for anything that was not signed here, whatever nonsense it is."""
    try:
        reference, until = _signer().unsign(token).split(SEPARATOR)
        return PageToken(reference, date.fromisoformat(until))
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=SEPARATOR)
