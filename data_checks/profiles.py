"""The clinics for which every answer is rendered: one that has filled in nothing, one that has filled in all, ours."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args, get_origin

from clinic.opening_hours import WEEKDAYS
from clinic.profile import Profile, ProfileError, load_profile, parse_profile
from clinic.profile_sections import Section
from data_checks.problems import Report

# What the markers of topics.yml are written for.
NOTHING_FILLED_IN: Mapping[str, str] = MappingProxyType(
    {"phone": "050-1869-7918", "phone_say": "ブログを見て膝の相談をしたい"}
)
# Where "見本" would not do.
SAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "phone": "050-0000-0000",
        "price_incl_tax": "143,000円",
        "policy_url": "https://clinic.example/privacy",
        "webhook": "https://clinic.example/hook",
        "holidays": "closed",
        "mode": "capacity",
        **dict.fromkeys(WEEKDAYS, "9:00-12:00, 14:00-18:00"),
    }
)
SAMPLE_NUMBER = 30
SAMPLE_DAY = datetime.date(2026, 11, 22)


def empty_profile() -> Profile:
    """A clinic that has filled in its phone number, what to say on it, and nothing else."""
    return parse_profile({"clinic": dict(NOTHING_FILLED_IN)})


def hidden_price_profile() -> Profile:
    """The same clinic with show_prices: false."""
    return parse_profile({"clinic": dict(NOTHING_FILLED_IN), "treatments": {"show_prices": False}})


def full_profile() -> Profile:
    """A clinic that has filled in every key, with samples."""
    return parse_profile(_sample_section(Profile))


def profiles(root: Path, report: Report) -> dict[str, Profile]:
    """All clinics to render for, by the words that name them in a problem; mistakes in clinic.yml are reported."""
    found = {
        "with nothing filled in": empty_profile(),
        "with everything filled in": full_profile(),
        "with prices hidden": hidden_price_profile(),
    }
    if (root / "clinic.yml").exists():
        try:
            found["with our clinic.yml"] = load_profile(root / "clinic.yml")
        except ProfileError as error:
            for problem in error.problems:
                report.error(0, problem.removeprefix("clinic.yml: "), "correct it in clinic.yml")
    return found


def _sample_section(section: type[Section]) -> dict[str, Any]:
    return {name: _sample(name, field.annotation) for name, field in section.model_fields.items()}


def _sample(name: str, annotation: Any) -> Any:
    kinds = (annotation, *get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return _sample_section(annotation)
    if get_origin(annotation) is tuple:
        return []
    if bool in kinds:
        return True
    if datetime.date in kinds:
        return SAMPLE_DAY
    if int in kinds:
        return SAMPLE_NUMBER
    return SAMPLES.get(name, "見本") if str in kinds or name in SAMPLES else []
