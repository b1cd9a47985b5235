"""clinic.yml is read whole or refused with every mistake at once."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from clinic.profile import MADE_KEYS, ProfileError, load_profile, parse_profile, schema_keys

PHONE = {"clinic": {"phone": "050-1869-7918"}}
ROOT = Path(__file__).resolve().parents[2]


def problems(**sections: Any) -> list[str]:
    with pytest.raises(ProfileError) as raised:
        parse_profile({**PHONE, **sections})
    return raised.value.problems


def test_the_clinics_own_file_is_valid_and_has_phone_and_what_to_say() -> None:
    profile = load_profile(ROOT / "clinic.yml")
    assert profile.clinic.phone == "050-1869-7918"
    assert profile.clinic.phone_say == "ブログを見て膝の相談をしたい"
    assert profile.treatments.show_prices is True


def test_every_key_but_the_phone_may_be_empty_and_is_then_none() -> None:
    profile = parse_profile(PHONE)
    filled = {key for key in schema_keys() if profile.value(key) is not None}
    with_a_default = {
        *("opening.holidays", "opening.closed", "handoff.staff_chat", "staff.mail"),
        *(f"booking.{name}" for name in ("mode", "slot_minutes", "per_slot", "farthest_days")),
        *("treatments.show_prices", "safety.crisis_lines"),
    }
    assert filled == {"clinic.phone", *MADE_KEYS, *with_a_default}
    assert profile.safety.crisis_lines == ()


@pytest.mark.parametrize("empty", [None, "", "  ", "\n"])
def test_blank_text_says_nothing(empty: str | None) -> None:
    assert parse_profile({"clinic": {"phone": "050-1869-7918", "hours": empty}}).clinic.hours is None


def test_an_empty_section_says_nothing() -> None:
    assert parse_profile({**PHONE, "payment": None, "treatments": {"prp": None}}).treatments.prp.risks is None


def test_the_link_is_made_from_the_phone_number() -> None:
    assert parse_profile(PHONE).clinic.tel == "tel:05018697918"


def test_the_days_of_retention_are_those_of_the_settings() -> None:
    profile = parse_profile(PHONE)
    assert (profile.value("privacy.retention_days"), profile.value("privacy.backup_days")) == ("90", "14")
    changed = profile.with_days(30, 7)
    assert (changed.value("privacy.retention_days"), changed.value("privacy.backup_days")) == ("30", "7")
    assert profile.privacy.retention_days == "90"


def test_the_days_of_retention_cannot_be_written_into_the_file() -> None:
    assert "retention_days" in problems(privacy={"retention_days": "30"})[0]


def test_values_are_read_as_written() -> None:
    profile = parse_profile(
        {
            **PHONE,
            "treatments": {
                "show_prices": False,
                "bme": {"offered": True, "risks": "腫れ・痛み", "checked_on": datetime.date(2026, 11, 22)},
            },
            "safety": {"crisis_lines": [{"name": "よりそいホットライン", "phone": "0120-279-338"}]},
        }
    )
    assert profile.treatments.show_prices is False
    assert profile.value("treatments.bme.offered") is True
    assert profile.value("treatments.bme.checked_on") == datetime.date(2026, 11, 22)
    assert profile.known_phones() == ("050-1869-7918", "0120-279-338")


def test_nothing_of_a_profile_can_be_changed() -> None:
    profile = parse_profile(PHONE)
    with pytest.raises(ValidationError):
        profile.clinic.hours = "9:00〜18:00"  # type: ignore[misc]  # that it is refused is the point


def test_all_mistakes_are_reported_at_once() -> None:
    found = problems(treatments={"bme": {"price_incl_tax": 143000, "risk": "x"}}, payment="カード", hours="9:00")
    assert found == [
        'clinic.yml: payment: is the text "カード"; write its keys below it, indented',
        "clinic.yml: treatments.bme.price_incl_tax: is the number 143000; "
        "write the text as patients will read it, in quotes",
        "clinic.yml: treatments.bme.risk: is an unknown key; did you mean risks?",
        "clinic.yml: hours: is an unknown key; the keys here are clinic, opening, booking, handoff, staff, "
        "counseling, insurance, payment, treatments, safety, legal, privacy, site",
    ]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        pytest.param({"treatments": {"prp": {"offered": "はい"}}}, "write true or false", id="a word for yes"),
        pytest.param(
            {"treatments": {"prp": {"checked_on": "きのう"}}}, "write a day like 2026-11-22", id="a word for a day"
        ),
        pytest.param({"insurance": {"accepted": True}}, "is true; write the text", id="a yes for a text"),
        pytest.param({"payment": {"cards": ["VISA"]}}, "is a list; write the text", id="a list for a text"),
        pytest.param({"payment": {"cards": {"visa": 1}}}, "has keys below it; write the text", id="keys for a text"),
        pytest.param({"safety": {"crisis_lines": "119"}}, "write a list", id="a text for a list"),
        pytest.param({"safety": {"crisis_lines": [{"name": "x"}]}}, "crisis_lines.0.phone: is missing", id="in a list"),
        pytest.param(
            {"safety": {"crisis_lines": [{"name": "x", "phone": "119", "fone": "x"}]}}, "did you mean phone?", id="deep"
        ),
        pytest.param({"clinic": {"phone": "05018697918"}}, "write it like 050-1869-7918", id="no hyphens"),
        pytest.param({"clinic": {"phone": "０５０-1869-7918"}}, "half-width", id="full-width digits"),
        pytest.param({"clinic": {"phone": None}}, "clinic.phone: is empty", id="no phone"),
        pytest.param({"clinic": {}}, "clinic.phone: is missing", id="phone key absent"),
        pytest.param({"payment": {"cards": "[[clinic.phone]]"}}, "mark placeholders", id="a placeholder in a value"),
        pytest.param({"payment": {"cards": "a\u0000b"}}, "control character", id="a control character"),
        pytest.param({"privacy": {"policy_url": "http://x"}}, "https://", id="an address without https"),
    ],
)
def test_a_mistake_is_explained(sections: dict[str, Any], expected: str) -> None:
    assert expected in "\n".join(problems(**sections))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("clinic: {phone: 050-1869-7918", "no valid YAML", id="broken"),
        pytest.param('clinic: {phone: "050-1869-7918", phone: "03-0000-0000"}', "duplicate key", id="key twice"),
        pytest.param("", "clinic: is missing", id="empty file"),
        pytest.param("- a", "(the whole file): is a list", id="a list"),
    ],
)
def test_a_file_that_is_no_profile_is_explained(tmp_path: Path, content: str, expected: str) -> None:
    file = tmp_path / "clinic.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ProfileError, match=r"clinic\.yml: ") as raised:
        load_profile(file)
    assert expected in str(raised.value)


def test_a_file_in_another_encoding_is_explained(tmp_path: Path) -> None:
    (tmp_path / "clinic.yml").write_bytes("clinic: 膝".encode("shift_jis"))
    with pytest.raises(ProfileError, match="UTF-8"):
        load_profile(tmp_path / "clinic.yml")


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read"):
        load_profile(tmp_path / "clinic.yml")


def test_the_clinics_own_file_names_every_key_of_one_treatment() -> None:
    text = (ROOT / "clinic.yml").read_text(encoding="utf-8")
    missing = [key for key in schema_keys() if key not in MADE_KEYS and f"{key.rpartition('.')[2]}:" not in text]
    assert missing == []


def test_an_unknown_dotted_key_is_an_error_of_the_caller() -> None:
    with pytest.raises(AttributeError):
        parse_profile(PHONE).value("clinic.fax")
