"""Asking for a booking: once by key, with or without seats, in rows that are whole or absent."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from pytest_django import Settings

from clinic.bookings import requests
from clinic.bookings.capacity import SlotTaken, check, choices
from clinic.bookings.lookup import BookingUnknown, by_reference
from clinic.bookings.models import Booking, BookingHistory, Seat
from clinic.bookings.moves import MoveNotAllowed
from clinic.bookings.references import read_reference
from clinic.bookings.requests import EmailNotUnderstood, add_email, cancel_by_visitor
from clinic.bookings.wishes import Wish, WishClosed, day_label
from clinic.notices.models import Notice
from tests.clinic.bookings.asked import EMAIL, ahead, asked, clinic_says, day_ahead, every_day

pytestmark = pytest.mark.django_db(transaction=True)

State = Booking.State


@pytest.fixture
def seats(settings: Settings, tmp_path: Path) -> None:
    """A clinic that counts seats: two at a time, at 10:00 and at 10:30."""
    opening = {"hours": every_day("10:00-11:00"), "holidays": "open"}
    clinic_says(settings, tmp_path, opening=opening, booking={"mode": "capacity", "per_slot": 2})


def exact(days: int, at: time = time(10)) -> Wish:
    return Wish(day=day_ahead(days), at=at)


def test_a_request_is_received_and_waits_for_staff() -> None:
    booking = asked()
    assert (booking.state, booking.version, booking.appointment_at) == (State.RECEIVED, 1, None)
    assert [row.kind for row in booking.history.all()] == ["requested"]


def test_the_same_key_is_the_same_booking_and_writes_nothing_more() -> None:
    first, second = asked(key="a"), asked(key="a", name="別の名前")
    assert first == second
    assert (Booking.objects.count(), BookingHistory.objects.count()) == (1, 1)


def test_a_reference_that_is_in_use_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = asked().reference
    waiting = [taken, taken, "2A-2222"]  # the second one collides as well
    monkeypatch.setattr(requests, "new_reference", lambda: waiting.pop(0))
    assert asked().reference == "2A-2222"


def test_a_failure_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(BookingHistory.objects, "create", fail)
    with pytest.raises(IntegrityError):
        asked(key="a")
    assert (Booking.objects.count(), Notice.objects.count()) == (0, 0)
    monkeypatch.undo()
    assert asked(key="a").state == State.RECEIVED


def test_a_database_that_breaks_leaves_nothing_and_the_same_key_succeeds_afterwards() -> None:
    seen = []

    def break_at_history(execute: object, sql: str, *rest: object) -> object:
        seen.append(sql)
        if "clinic_bookinghistory" in sql:
            raise ConnectionError
        return execute(sql, *rest)  # type: ignore[operator]  # Django types it as an object

    with connection.execute_wrapper(break_at_history), pytest.raises(ConnectionError):
        asked(key="a")
    assert any("clinic_booking" in sql for sql in seen)
    assert Booking.objects.count() == 0
    assert asked(key="a").history.count() == 1


def test_a_reference_is_short_and_found_however_it_is_typed() -> None:
    booking = asked()
    assert re.fullmatch(r"[2-9A-Z]{2}-[2-9A-Z]{4}", booking.reference)
    for typed in (booking.reference.lower(), booking.reference.replace("-", ""), f" {booking.reference} "):
        assert by_reference(typed) == booking


@pytest.mark.parametrize("typed", ["", "K7", "K7-4QX2-9", "O0-1IL5", "<script>", "あ"])
def test_what_is_no_reference_finds_nothing(typed: str) -> None:
    assert read_reference(typed) is None
    with pytest.raises(BookingUnknown):
        by_reference(typed)


def test_a_mail_address_can_be_added_later() -> None:
    booking = asked()
    assert add_email(booking, EMAIL).email == EMAIL
    assert add_email(booking.reference, "new@visitor.example").email == "new@visitor.example"
    with pytest.raises(BookingUnknown):
        add_email("K7-4QX2", EMAIL)


def test_a_mail_address_in_full_width_is_read() -> None:
    assert add_email(asked(), " ｈａｎａｋｏ＠ｖｉｓｉｔｏｒ．ｅｘａｍｐｌｅ ").email == EMAIL


@pytest.mark.parametrize(
    "typed", ["", "はい", "hanako@", "a@b", "a@b.example\nBcc: x@y.example", "a b@c.example", f"{'a' * 250}@c.example"]
)
def test_what_is_no_mail_address_is_refused_and_changes_nothing(typed: str) -> None:
    booking = asked()
    with pytest.raises(EmailNotUnderstood):
        add_email(booking, typed)
    booking.refresh_from_db()
    assert booking.email == ""


def test_the_visitor_cancels_by_reference_once() -> None:
    reference = asked().reference
    assert cancel_by_visitor(reference).state == State.CANCELLED
    with pytest.raises(MoveNotAllowed):
        cancel_by_visitor(reference)


def test_where_seats_are_counted_a_free_wish_is_confirmed_at_once(seats: None) -> None:
    booking = asked(wishes=[exact(3)])
    assert (booking.state, booking.appointment_at) == (State.CONFIRMED, ahead(3))
    assert [row.became for row in booking.history.all()] == [State.RECEIVED, State.CONFIRMED]


def test_the_second_wish_is_taken_when_the_first_is_full(seats: None) -> None:
    for _ in range(2):
        asked(wishes=[exact(3)])
    assert asked(wishes=[exact(3), exact(4)]).appointment_at == ahead(4)


def test_when_every_wish_is_full_free_slots_near_it_are_offered_and_nothing_is_written(seats: None) -> None:
    for _ in range(2):
        asked(wishes=[exact(3)])
    with pytest.raises(SlotTaken) as taken:
        asked(wishes=[exact(3)])
    assert taken.value.alternatives == [exact(3, time(10, 30)), exact(4), exact(4, time(10, 30))]
    assert (Booking.objects.count(), Seat.objects.count()) == (2, 2)


def test_where_seats_are_counted_a_vague_wish_is_answered_by_slots_to_choose_from(seats: None) -> None:
    vague = Wish(day=day_ahead(3), part="morning")
    with pytest.raises(SlotTaken) as taken:
        asked(wishes=[vague])
    assert taken.value.alternatives == choices(vague) == [exact(3), exact(3, time(10, 30)), exact(4)]


def test_any_day_is_answered_by_slots_from_tomorrow_on(seats: None) -> None:
    assert choices(Wish()) == [exact(1), exact(1, time(10, 30)), exact(2)]


def test_no_slot_is_offered_where_seats_are_not_counted() -> None:
    assert choices(Wish()) == []


def test_no_slot_is_offered_on_a_public_holiday(settings: Settings, tmp_path: Path) -> None:
    opening = {"hours": every_day("10:00-10:30"), "closed": [str(day_ahead(2)), f"{day_ahead(4)}..{day_ahead(5)}"]}
    clinic_says(settings, tmp_path, opening={**opening, "holidays": "open"}, booking={"mode": "capacity"})
    assert choices(Wish()) == [exact(1), exact(3), exact(6)]


NEW_YEAR = datetime(2027, 1, 1).date()  # noqa: DTZ001  # a day, not a moment
MONDAY = datetime(2027, 1, 18).date()  # noqa: DTZ001


@pytest.fixture
def week(settings: Settings, tmp_path: Path) -> None:
    """A clinic whose hours are known: mornings and afternoons, closed on Sundays and public holidays."""
    hours = {**every_day("9:00〜12:00、14:00〜18:00"), "sun": "休診", "sat": "9:00-12:00"}
    clinic_says(settings, tmp_path, opening={"hours": hours})


@pytest.mark.parametrize(
    "wish",
    [
        Wish(),
        Wish(day=MONDAY),
        Wish(day=MONDAY, at=time(9)),
        Wish(day=MONDAY, at=time(17, 59)),
        Wish(day=MONDAY, part="evening"),
        Wish(part="evening"),
        Wish(day=MONDAY + timedelta(days=5), part="morning"),
    ],
    ids=lambda wish: wish.label(),
)
def test_a_wish_in_opening_hours_passes(week: None, wish: Wish) -> None:
    check(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(day=NEW_YEAR), "1月1日(金)は、ご予約をお受けできない日です"),
        (Wish(day=MONDAY - timedelta(days=1)), "1月17日(日)は、ご予約をお受けできない日です"),
        (Wish(day=MONDAY, at=time(12)), "1月18日(月)は9:00〜12:00、14:00〜18:00です"),
        (Wish(day=MONDAY, at=time(18)), "1月18日(月)の18時は"),
        (Wish(day=MONDAY + timedelta(days=5), part="afternoon"), "1月23日(土)の午後は"),
    ],
    ids=["holiday", "sunday", "lunch", "too late", "saturday afternoon"],
)
def test_a_wish_outside_opening_hours_is_refused_with_the_reason(week: None, wish: Wish, expected: str) -> None:
    with pytest.raises(WishClosed) as closed:
        check(wish)
    assert expected in closed.value.message_ja


def test_while_the_hours_are_unknown_no_wish_is_refused() -> None:
    check(Wish(day=NEW_YEAR, at=time(3)))


def test_the_last_day_is_that_of_the_latest_wish_or_of_the_appointment() -> None:
    booking = asked()
    assert booking.last_day == day_ahead(8)
    booking.appointment_at = ahead(20)
    assert booking.last_day == day_ahead(20)
    assert asked(wishes=[Wish()]).last_day is None
    assert day_label(MONDAY) == "1月18日(月)"
    assert timezone.localdate() < day_ahead(1)
