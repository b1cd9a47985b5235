"""Bookings to test with: what a visitor might have asked for."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from pytest_django import Settings

from clinic.bookings.models import Booking
from clinic.bookings.requests import request
from clinic.bookings.wishes import Wish

NAME, PHONE, EMAIL, CONCERN = "山田 花子", "090-1234-5678", "hanako@visitor.example", "右膝が痛くて階段がつらい"
# Whatever of a person may stand nowhere but in the encrypted columns.
PERSONAL = (NAME, "山田", "花子", PHONE, "09012345678", EMAIL, CONCERN, "膝")


def ahead(days: int, at: time = time(10)) -> datetime:
    """A moment in Japan so many days from now."""
    return datetime.combine(timezone.localdate() + timedelta(days=days), at, timezone.get_default_timezone())


def day_ahead(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def asked(**changes: Any) -> Booking:
    """A booking as the assistant makes it."""
    values: dict[str, Any] = {
        "key": str(uuid.uuid4()),
        "conversation": uuid.uuid4(),
        "channel": "web",
        "name": NAME,
        "phone": PHONE,
        "wishes": [Wish(day=day_ahead(7), part="afternoon"), Wish(day=day_ahead(8), at=time(10))],
        "concern": CONCERN,
        "consent_at": timezone.now(),
    }
    return request(**{**values, **changes})


def clinic_says(settings: Settings, folder: Path, **sections: Any) -> None:
    """Puts a clinic.yml with these sections in the place of ours."""
    file = folder / "clinic.yml"
    content = {"clinic": {"phone": "050-1869-7918"}, **sections}
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    settings.CLINIC_FILE = file


def every_day(hours: str) -> dict[str, str]:
    """The same hours on all seven days."""
    return dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), hours)
