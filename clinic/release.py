"""Which keys of clinic.yml must be filled in before the assistant is opened to the public, and which are asked for at all."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from clinic.profile import MADE_KEYS, Profile, schema_keys

# What physician, lawyer and clinic agreed must be settled first. A treatment counts when it is offered or not yet said.
BEFORE_RELEASE = (
    *(
        f"clinic.{name}"
        for name in ("name", "address", "phone_hours", "hours", "closed_days", "access", "parking", "online")
    ),
    "treatments.bme.*",
    "treatments.prp.*",
    "treatments.stem_cell.*",
    "treatments.shockwave.offered",
    "counseling.*",
    *("safety.signed_by", "safety.signed_on", "safety.crisis_lines", "safety.consultation_desk_7119"),
    *("safety.after_treatment_phone", "safety.night_contact"),
    *("legal.signed_by", "legal.signed_on"),
    *("privacy.policy_url", "privacy.contact", "privacy.incident_lead", "privacy.readers"),
)
# Of these treatments the answers give no more than this.
BRIEF_TREATMENTS = ("shockwave", "hyaluronic_acid")
BRIEF_ASPECTS = ("offered", "price_incl_tax", "sessions", "insurance", "risks")
# Hours per weekday are looked at as a whole.
HOURS = ("opening.hours.*", "booking.hours.*", "handoff.staffed_hours.*")


def missing_keys(profile: Profile) -> Iterator[str]:
    """Every key that could be filled in and is not, in the file's order."""
    for key in schema_keys():
        if key not in MADE_KEYS and _is_asked_for(key, profile) and profile.value(key) in (None, ()):
            yield key


def blocks_release(key: str) -> bool:
    """True when the assistant must not be opened to the public without it."""
    return any(fnmatchcase(key, pattern) for pattern in BEFORE_RELEASE)


def _is_asked_for(key: str, profile: Profile) -> bool:
    if any(fnmatchcase(key, pattern) for pattern in (*HOURS, "opening.closed", "staff.*")):
        return False
    if not key.startswith("treatments."):
        return True
    _, treatment, *aspect = key.split(".")
    if not aspect or aspect == ["offered"]:
        return True
    is_offered = profile.value(f"treatments.{treatment}.offered") is not False
    return is_offered and (treatment not in BRIEF_TREATMENTS or aspect[0] in BRIEF_ASPECTS)
