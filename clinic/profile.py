"""What the clinic says of itself: `clinic.yml` as a frozen, validated Profile.

Plain Python without Django, so that the data checks and the actions can read it too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from clinic.opening_hours import Span
from clinic.profile_handoff import Booking, Handoff, Opening, Staff, spans_of
from clinic.profile_problems import problem_sentences
from clinic.profile_sections import (
    Clinic,
    Counseling,
    Insurance,
    Legal,
    Payment,
    Privacy,
    Safety,
    Section,
    Site,
    Treatments,
    empty_section,
)

# Keys that no file holds: made from another key, or from settings.
MADE_KEYS = ("clinic.tel", "privacy.retention_days", "privacy.backup_days")


class ProfileError(Exception):
    """Raised when clinic.yml cannot be used; `problems` holds one clear sentence for each mistake, all at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Profile(Section):
    """All of clinic.yml. A key that is empty or absent is None; only the phone number must be there."""

    clinic: Clinic
    opening: Annotated[Opening, BeforeValidator(empty_section)] = Opening()
    booking: Annotated[Booking, BeforeValidator(empty_section)] = Booking()
    handoff: Annotated[Handoff, BeforeValidator(empty_section)] = Handoff()
    staff: Annotated[Staff, BeforeValidator(empty_section)] = Staff()
    counseling: Annotated[Counseling, BeforeValidator(empty_section)] = Counseling()
    insurance: Annotated[Insurance, BeforeValidator(empty_section)] = Insurance()
    payment: Annotated[Payment, BeforeValidator(empty_section)] = Payment()
    treatments: Annotated[Treatments, BeforeValidator(empty_section)] = Treatments()
    safety: Annotated[Safety, BeforeValidator(empty_section)] = Safety()
    legal: Annotated[Legal, BeforeValidator(empty_section)] = Legal()
    privacy: Annotated[Privacy, BeforeValidator(empty_section)] = Privacy()
    site: Annotated[Site, BeforeValidator(empty_section)] = Site()

    @model_validator(mode="after")
    def _seats_need_hours(self) -> Profile:
        if self.booking.mode == "capacity" and not (self.booking.hours.is_known or self.opening.hours.is_known):
            raise ValueError("booking.mode is capacity; fill in booking.hours or opening.hours, or write request")
        return self

    def booking_hours(self, day: datetime.date) -> tuple[Span, ...] | None:
        """When counselling can be booked on that day; nothing on a closed day, None while the hours are unknown."""
        return spans_of(day, self.opening, (self.booking.hours, self.opening.hours))

    def staffed_hours(self, day: datetime.date) -> tuple[Span, ...] | None:
        """When staff answer in the chat on that day; nothing on a closed day, None while the hours are unknown."""
        return spans_of(day, self.opening, (self.handoff.staffed_hours, self.opening.hours))

    def value(self, key: str) -> Any:
        """What stands under a dotted key such as `treatments.bme.risks`; None while it is empty.

        Raises AttributeError for a key that the schema does not have.
        """
        found: Any = self
        for part in key.split("."):
            found = getattr(found, part)
        value: str | bool | datetime.date | None = found
        return value

    def with_days(self, retention: int, backup: int) -> Profile:
        """A copy whose texts name these days of retention and of backups."""
        return self.model_copy(update={"privacy": self.privacy.with_days(retention, backup)})

    def known_phones(self) -> tuple[str, ...]:
        """The numbers that may stand in a transcript: the clinic's own and the crisis lines."""
        return (self.clinic.phone, *(line.phone for line in self.safety.crisis_lines))


def schema_keys() -> Iterator[str]:
    """Every dotted key of the schema in its order, then those that no file holds."""
    yield from _keys_of(Profile, "")
    yield from MADE_KEYS


def parse_profile(content: object, source: str = "clinic.yml") -> Profile:
    """The profile of an already parsed file.

    Raises ProfileError with a sentence such as `clinic.yml: treatments.bme.price_incl_tax: …` for every mistake.
    """
    try:
        return Profile.model_validate({} if content is None else content)
    except ValidationError as error:
        raise ProfileError(problem_sentences(error, Profile, source)) from error


def load_profile(path: Path) -> Profile:
    """The profile that the file describes.

    Raises ProfileError when the file is missing, is no YAML, repeats a key, or does not fit the schema.
    """
    try:
        content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError([f"{path.name}: cannot be read ({error.strerror}); put the clinic's file there"]) from error
    except (YAMLError, UnicodeDecodeError) as error:
        raise ProfileError([f"{path.name}: is no valid YAML in UTF-8: {error}"]) from error
    return parse_profile(content, path.name)


def _keys_of(section: type[Section], prefix: str) -> Iterator[str]:
    for name, field in section.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from _keys_of(field.annotation, f"{prefix}{name}.")
        else:
            yield prefix + name


__all__ = ["MADE_KEYS", "Profile", "ProfileError", "load_profile", "parse_profile", "schema_keys"]
