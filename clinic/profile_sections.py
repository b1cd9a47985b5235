"""The sections of clinic.yml: which keys there are and what may stand under each. An empty key is None."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PrivateAttr

# A Japanese number as it is printed on a card: half-width digits in three groups.
PHONE = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")


def empty_to_none(value: object) -> object:
    """A blank text says nothing, like a key with nothing behind it."""
    return None if isinstance(value, str) and not value.strip() else value


def _fit_for_patients(value: str | None) -> str | None:
    if value is None:
        return None
    if "[[" in value or "]]" in value:
        raise ValueError("holds [[ or ]], which mark placeholders; write the text without them")
    if any(ord(character) < 32 and character != "\n" for character in value):
        raise ValueError("holds a control character; write plain text")
    return value.strip()


def _phone(value: str) -> str:
    if not PHONE.fullmatch(value):
        raise ValueError(f'"{value}" is no phone number; write it like 050-1869-7918, half-width with hyphens')
    return value


def _address(value: str | None) -> str | None:
    if value is not None and not value.startswith("https://"):
        raise ValueError(f'"{value}" is no web address; write it with https://')
    return value


def _true_unless_given(value: object) -> object:
    return True if value is None else value


def _entries(value: object) -> object:
    """A list as the tuple that a frozen section keeps; an empty key is no entry."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else value


def empty_section(value: object) -> object:
    """An empty section (`prp:` and nothing below it) says nothing, like its empty keys."""
    return {} if value is None else value


Text = Annotated[str | None, BeforeValidator(empty_to_none), AfterValidator(_fit_for_patients)]
YesNo = Annotated[bool | None, BeforeValidator(empty_to_none)]
Day = Annotated[datetime.date | None, BeforeValidator(empty_to_none)]


class Section(BaseModel):
    """A part of clinic.yml: nothing unknown, nothing converted, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Clinic(Section):
    phone: Annotated[str, AfterValidator(_phone)]
    name: Text = None
    phone_say: Text = None
    phone_hours: Text = None
    hours: Text = None
    closed_days: Text = None
    address: Text = None
    access: Text = None
    parking: Text = None
    online: Text = None

    @property
    def tel(self) -> str:
        """The phone number as a link."""
        return "tel:" + self.phone.replace("-", "")


class Counseling(Section):
    by_whom: Text = None
    is_medical_consultation: YesNo = None
    where: Text = None
    minutes: Text = None
    what_to_bring: Text = None


class Insurance(Section):
    accepted: Text = None
    medical_deduction: Text = None


class Payment(Section):
    cards: Text = None
    installments: Text = None


class Treatment(Section):
    offered: YesNo = None
    what_is_injected: Text = None
    name_meaning: Text = None
    approval_status: Text = None
    plan_number: Text = None
    plan_class: Text = None
    price_incl_tax: Text = None
    price_unit: Text = None
    sessions: Text = None
    period: Text = None
    extra_costs: Text = None
    insurance: Text = None
    risks: Text = None
    not_for: Text = None
    aftercare: Text = None
    same_day_conditions: Text = None
    checked_on: Day = None
    checked_by: Text = None


TreatmentSection = Annotated[Treatment, BeforeValidator(empty_section)]


class Treatments(Section):
    show_prices: Annotated[bool, BeforeValidator(_true_unless_given)] = True
    bme: TreatmentSection = Treatment()
    prp: TreatmentSection = Treatment()
    stem_cell: TreatmentSection = Treatment()
    shockwave: TreatmentSection = Treatment()
    hyaluronic_acid: TreatmentSection = Treatment()


class CrisisLine(Section):
    name: str
    phone: Annotated[str, AfterValidator(_phone)]
    hours: Text = None


class Safety(Section):
    signed_by: Text = None
    signed_on: Day = None
    crisis_lines: Annotated[tuple[CrisisLine, ...], BeforeValidator(_entries)] = ()
    consultation_desk_7119: Text = None
    after_treatment_phone: Text = None
    night_contact: Text = None


class Legal(Section):
    signed_by: Text = None
    signed_on: Day = None


class Privacy(Section):
    policy_url: Annotated[Text, AfterValidator(_address)] = None
    contact: Text = None
    incident_lead: Text = None
    readers: Text = None

    # No keys of the file: what is kept is decided by settings, and a text that names the days must name those.
    _retention_days: int = PrivateAttr(default=90)
    _backup_days: int = PrivateAttr(default=14)

    @property
    def retention_days(self) -> str:
        """For how many days a conversation's text is kept."""
        return str(self._retention_days)

    @property
    def backup_days(self) -> str:
        """After how many days an erased conversation has left the backups too."""
        return str(self._backup_days)

    def with_days(self, retention: int, backup: int) -> Privacy:
        """A copy that names these days."""
        copy = self.model_copy()
        copy._retention_days, copy._backup_days = retention, backup
        return copy


class Site(Section):
    page_phrases_removed: YesNo = None
