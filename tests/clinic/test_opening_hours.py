"""Opening hours as a clerk writes them, counted with; what cannot be meant is refused with what to write."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from clinic.opening_hours import Span, is_public_holiday, read_closed_days, read_spans
from clinic.profile import ProfileError, parse_profile

MORNING, AFTERNOON = Span(time(9), time(12)), Span(time(14), time(18, 30))
EVERY_DAY = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "9:00-12:00")
MONDAY, HOLIDAY = date(2026, 11, 30), date(2026, 11, 23)


def profile(**sections: Any) -> Any:
    return parse_profile({"clinic": {"phone": "050-1869-7918"}, **sections})


def problems(**sections: Any) -> str:
    with pytest.raises(ProfileError) as raised:
        profile(**sections)
    return str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "9:00-12:00, 14:00-18:30",
        "9:00〜12:00、14:00〜18:30",
        "９：００～１２：００，１４：００～１８：３０",
        "09:00 - 12:00 , 14:00–18:30",
    ],
)
def test_hours_are_read_however_they_are_written(text: str) -> None:
    assert read_spans(text) == (MORNING, AFTERNOON)


@pytest.mark.parametrize("text", ["closed", "Closed", "休み", "休診", "定休日"])
def test_a_closed_day_has_no_hours(text: str) -> None:
    assert read_spans(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9-12", "is no hours"),
        ("朝から", "is no hours"),
        ("25:00-26:00", "is no hours"),
        ("12:00-9:00", "ends before it begins"),
        ("9:00-12:00, 11:00-15:00", "overlap"),
        ("14:00-18:00, 9:00-12:00", "out of order"),
    ],
)
def test_hours_that_cannot_be_meant_are_explained(text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        read_spans(text)


@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        (date(2026, 11, 23), True),  # 勤労感謝の日
        (date(2026, 9, 22), True),  # between two holidays
        (date(2025, 11, 24), True),  # in lieu of a Sunday
        (date(2026, 11, 24), False),
        (date(2026, 12, 31), False),
    ],
    ids=str,
)
def test_public_holidays_are_those_of_japan(day: date, is_holiday: bool) -> None:
    assert is_public_holiday(day) is is_holiday


def test_closed_days_are_single_days_or_spans() -> None:
    opening = profile(opening={"hours": EVERY_DAY, "closed": [date(2026, 11, 30), "2026-12-29..2027-01-03"]})
    closed = [date(2026, 11, 30), date(2026, 12, 29), date(2027, 1, 3)]
    assert [opening.booking_hours(day) for day in closed] == [(), (), ()]
    assert opening.booking_hours(date(2026, 12, 28)) == (MORNING,)


@pytest.mark.parametrize("value", ["2026-02-30", "年末", "2027-01-03..2026-12-29", "2026-12", 5, None])
def test_what_is_no_day_is_explained(value: object) -> None:
    with pytest.raises(ValueError, match="is no day"):
        read_closed_days(value)


def test_a_holiday_is_closed_unless_the_clinic_says_otherwise() -> None:
    assert profile(opening={"hours": EVERY_DAY}).booking_hours(HOLIDAY) == ()
    assert profile(opening={"hours": EVERY_DAY, "holidays": "open"}).booking_hours(HOLIDAY) == (MORNING,)


def test_unknown_hours_are_not_taken_for_closed() -> None:
    assert profile().booking_hours(MONDAY) is None
    assert profile().staffed_hours(MONDAY) is None


def test_booking_and_chat_have_hours_of_their_own_or_the_clinics() -> None:
    own = dict.fromkeys(EVERY_DAY, "14:00-18:30")
    clinic = profile(opening={"hours": EVERY_DAY}, booking={"hours": own})
    assert clinic.booking_hours(MONDAY) == (AFTERNOON,)
    assert clinic.staffed_hours(MONDAY) == (MORNING,)
    assert clinic.booking_hours(HOLIDAY) == ()


def test_a_week_is_filled_in_whole_or_not_at_all() -> None:
    found = problems(opening={"hours": {**EVERY_DAY, "wed": None, "sun": ""}})
    assert 'opening.hours: wed, sun: empty; write the hours of every day, or "closed"' in found


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({"booking": {"mode": "capacity"}}, "booking.mode is capacity; fill in booking.hours or opening.hours"),
        ({"booking": {"slot_minutes": 0}}, "booking.slot_minutes: 0 is outside 5 to 240"),
        ({"booking": {"per_slot": 1.5}}, "booking.per_slot: is the number 1.5; write a whole number"),
        ({"opening": {"holidays": "休み"}}, 'opening.holidays: is the text "休み"; write closed or open'),
        ({"handoff": {"staff_chat": "はい"}}, "handoff.staff_chat: is the text"),
        ({"staff": {"mail": ["受付"]}}, 'staff.mail: "受付" is no mail address'),
        ({"staff": {"mail": {"a": 1}}}, "staff.mail: has keys below it; write a list"),
        ({"staff": {"webhook": "http://clinic.example"}}, "staff.webhook: "),
        ({"opening": {"closed": "2026-12-29"}}, "opening.closed: is the text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_mistake_in_these_sections_is_explained(sections: dict[str, Any], expected: str) -> None:
    assert expected in problems(**sections)


def test_one_mail_address_needs_no_list() -> None:
    assert profile(staff={"mail": "a@clinic.example"}).staff.mail == ("a@clinic.example",)
