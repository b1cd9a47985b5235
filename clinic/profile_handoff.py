"""The sections of clinic.yml by which the assistant hands over to people: hours to count with, booking, staff."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, model_validator

from clinic.opening_hours import WEEKDAYS, ClosedDays, Span, is_public_holiday, read_closed_days, read_spans
from clinic.profile_sections import Section, empty_section, empty_to_none

MAIL_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _hours(value: str | None) -> str | None:
    if value is not None:
        read_spans(value)
    return value


def _closed_days(value: object) -> object:
    if value is None:
        return ()
    return tuple(read_closed_days(entry) for entry in value) if isinstance(value, list) else value


def _mail_addresses(value: object) -> object:
    if value is None:
        return ()
    entries = [value] if isinstance(value, str) else value
    if not isinstance(entries, list):
        return value
    for entry in entries:
        if not isinstance(entry, str) or not MAIL_ADDRESS.fullmatch(entry):
            raise ValueError(f'"{entry}" is no mail address; write it like "reception@clinic.example"')
    return tuple(entries)


def _webhook(value: str | None) -> str | None:
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme != "https" and (parts.scheme, parts.hostname) != ("http", "127.0.0.1"):
        raise ValueError(f'"{value}" is no web address; write it with https://')
    return value


def _default(value: object, default: object) -> object:
    return default if value is None else value


Hours = Annotated[str | None, BeforeValidator(empty_to_none), AfterValidator(_hours)]
OnHolidays = Annotated[Literal["closed", "open"], BeforeValidator(lambda value: _default(value, "closed"))]
Mode = Annotated[Literal["request", "capacity"], BeforeValidator(lambda value: _default(value, "request"))]


def _between(value: int, least: int, most: int) -> int:
    if not least <= value <= most:
        raise ValueError(f"{value} is outside {least} to {most}; write a number in between")
    return value


SlotMinutes = Annotated[
    int, BeforeValidator(lambda value: _default(value, 30)), AfterValidator(lambda value: _between(value, 5, 240))
]
PerSlot = Annotated[
    int, BeforeValidator(lambda value: _default(value, 1)), AfterValidator(lambda value: _between(value, 1, 50))
]
FarthestDays = Annotated[
    int, BeforeValidator(lambda value: _default(value, 90)), AfterValidator(lambda value: _between(value, 1, 366))
]


class WeeklyHours(Section):
    """The hours of each weekday: all seven, or none while they are not settled."""

    mon: Hours = None
    tue: Hours = None
    wed: Hours = None
    thu: Hours = None
    fri: Hours = None
    sat: Hours = None
    sun: Hours = None

    @model_validator(mode="after")
    def _all_or_none(self) -> WeeklyHours:
        empty = [weekday for weekday in WEEKDAYS if getattr(self, weekday) is None]
        if empty and self.is_known:
            raise ValueError(f'{", ".join(empty)}: empty; write the hours of every day, or "closed"')
        return self

    @property
    def is_known(self) -> bool:
        """True when the hours are filled in."""
        return any(getattr(self, weekday) is not None for weekday in WEEKDAYS)

    def spans(self, day: datetime.date) -> tuple[Span, ...]:
        """The hours of that weekday; none when it is closed or unknown."""
        return read_spans(getattr(self, WEEKDAYS[day.weekday()]) or "closed")


WeeklyHoursSection = Annotated[WeeklyHours, BeforeValidator(empty_section)]


class Opening(Section):
    """When the clinic is open, for counting; `clinic.hours` is what patients read."""

    hours: WeeklyHoursSection = WeeklyHours()
    holidays: OnHolidays = "closed"
    closed: Annotated[tuple[ClosedDays, ...], BeforeValidator(_closed_days)] = ()

    def is_closed(self, day: datetime.date) -> bool:
        """True on a day that is listed as closed, and on a public holiday unless the clinic opens on those."""
        return any(day in days for days in self.closed) or (self.holidays == "closed" and is_public_holiday(day))


class Booking(Section):
    mode: Mode = "request"
    hours: WeeklyHoursSection = WeeklyHours()
    slot_minutes: SlotMinutes = 30
    per_slot: PerSlot = 1
    farthest_days: FarthestDays = 90


class Handoff(Section):
    staff_chat: Annotated[bool, BeforeValidator(lambda value: _default(value, False))] = False
    staffed_hours: WeeklyHoursSection = WeeklyHours()


class Staff(Section):
    mail: Annotated[tuple[str, ...], BeforeValidator(_mail_addresses)] = ()
    webhook: Annotated[str | None, BeforeValidator(empty_to_none), AfterValidator(_webhook)] = None


def spans_of(day: datetime.date, opening: Opening, hours: Iterable[WeeklyHours]) -> tuple[Span, ...] | None:
    """The hours of a day by the first of `hours` that is known; None when none is, nothing on a closed day."""
    for weekly in hours:
        if weekly.is_known:
            return () if opening.is_closed(day) else weekly.spans(day)
    return None
