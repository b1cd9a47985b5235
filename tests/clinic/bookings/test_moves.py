"""The table of moves: what is allowed where, one mover at a time, a history row and a signal for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from clinic.bookings import moves
from clinic.bookings.capacity import SlotTaken
from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking, Seat
from clinic.bookings.transitions import TRANSITIONS
from clinic.bookings.wishes import Wish, WishClosed, WishInPast, day_label
from clinic.signals import booking_changed
from tests.clinic.bookings.asked import ahead, asked, clinic_says, every_day

pytestmark = pytest.mark.django_db(transaction=True)

State = Booking.State
MOVES: dict[str, Callable[[Booking], Booking]] = {
    "confirm": lambda booking: moves.confirm(booking, at=ahead(3), by="sato"),
    "propose": lambda booking: moves.propose(booking, at=ahead(3), by="sato"),
    "accept": moves.accept,
    "reschedule": lambda booking: moves.reschedule(booking, at=ahead(3), by="sato"),
    "decline": lambda booking: moves.decline(booking, by="sato"),
    "cancel": lambda booking: moves.cancel(booking, by="sato"),
    "withdraw": moves.withdraw,
    "call, reached": lambda booking: moves.call_attempt(booking, reached=True, by="sato"),
    "call, not reached": lambda booking: moves.call_attempt(booking, reached=False, by="sato"),
    "complete": lambda booking: moves.complete(booking, by="sato"),
}
# Where each move leads from each state; what is not listed is refused.
LEADS: dict[str, dict[Booking.State, Booking.State]] = {
    "confirm": dict.fromkeys((State.RECEIVED, State.CONTACTING, State.UNREACHED), State.CONFIRMED),
    "propose": dict.fromkeys((State.RECEIVED, State.CONTACTING, State.UNREACHED, State.TO_CHECK), State.CONTACTING),
    "accept": {State.CONTACTING: State.CONFIRMED},
    "reschedule": dict.fromkeys((State.CONFIRMED, State.TO_CHECK), State.CONFIRMED),
    "decline": dict.fromkeys((State.RECEIVED, State.CONTACTING, State.UNREACHED), State.CANCELLED),
    "cancel": dict.fromkeys(
        (State.RECEIVED, State.CONTACTING, State.UNREACHED, State.CONFIRMED, State.TO_CHECK), State.CANCELLED
    ),
    "withdraw": {
        State.RECEIVED: State.CANCELLED,
        State.CONTACTING: State.CANCELLED,
        State.UNREACHED: State.CANCELLED,
        State.CONFIRMED: State.TO_CHECK,
    },
    "call, reached": dict.fromkeys(
        (State.RECEIVED, State.CONTACTING, State.UNREACHED, State.TO_CHECK), State.CONTACTING
    ),
    "call, not reached": dict.fromkeys(
        (State.RECEIVED, State.CONTACTING, State.UNREACHED, State.TO_CHECK), State.CONTACTING
    ),
    "complete": {State.CONFIRMED: State.COMPLETED},
}


def in_state(state: Booking.State) -> Booking:
    booking = asked()
    Booking.objects.filter(pk=booking.pk).update(state=state, proposed_at=ahead(5))
    booking.refresh_from_db()
    return booking


@pytest.fixture
def heard() -> Iterator[list[tuple[int, str]]]:
    """What the channels hear: the booking's key and the kind of change."""
    found: list[tuple[int, str]] = []

    def listen(booking: int, kind: str, **_: Any) -> None:
        found.append((booking, kind))

    booking_changed.connect(listen)
    yield found
    booking_changed.disconnect(listen)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", MOVES)
def test_a_move_leads_where_the_table_says_and_is_refused_elsewhere(name: str, state: Booking.State) -> None:
    booking = in_state(state)
    expected = LEADS[name].get(state)
    if expected is None:
        with pytest.raises(moves.MoveNotAllowed) as refusal:
            MOVES[name](booking)
        assert Booking(state=state).get_state_display() in refusal.value.message_ja
        booking.refresh_from_db()
        assert (booking.state, booking.version) == (state, 1)
    else:
        moved = MOVES[name](booking)
        last = moved.history.last()
        assert last is not None
        assert (moved.state, moved.version) == (expected, 2)
        assert (last.was, last.became, last.version) == (state, expected, 2)


def test_every_kind_of_change_but_the_request_is_in_the_table() -> None:
    assert set(TRANSITIONS) == set(Kind) - {Kind.REQUESTED}


def test_the_second_of_two_movers_is_told_who_was_first() -> None:
    seen = asked()
    moves.confirm(seen, at=ahead(3), by="sato")
    with pytest.raises(moves.StaleVersion) as stale:
        moves.decline(seen, by="suzuki")
    assert stale.value.by == "sato"
    assert "satoさんが先に変更しました" in stale.value.message_ja


def test_three_calls_without_an_answer_make_it_unreached() -> None:
    booking = asked()
    states = []
    for _ in range(3):
        booking = moves.call_attempt(booking, reached=False, by="sato")
        states.append(booking.state)
    assert states == [State.CONTACTING, State.CONTACTING, State.UNREACHED]


def test_an_answered_call_begins_the_count_anew() -> None:
    booking = asked()
    for reached in (False, False, True, False):
        booking = moves.call_attempt(booking, reached=reached, by="sato")
    assert (booking.state, booking.call_attempts) == (State.CONTACTING, 1)


def test_nothing_is_confirmed_for_a_time_that_is_over() -> None:
    booking = asked()
    with pytest.raises(WishInPast):
        moves.confirm(booking, at=timezone.now() - timedelta(minutes=1), by="sato")
    booking.refresh_from_db()
    assert (booking.state, booking.version, booking.history.count()) == (State.RECEIVED, 1, 1)


def test_nothing_is_completed_before_its_day() -> None:
    booking = moves.confirm(asked(), at=ahead(3), by="sato")
    with pytest.raises(moves.TooEarly):
        moves.complete(booking, by="sato")


def test_the_channels_hear_of_a_change_after_the_commit_only(heard: list[tuple[int, str]]) -> None:
    booking = asked()
    heard.clear()
    with transaction.atomic():
        moves.confirm(booking, at=ahead(3), by="sato")
        assert heard == []
    assert heard == [(booking.pk, "confirmed")]


def test_a_listener_that_fails_does_not_undo_the_move() -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError

    booking = asked()
    booking_changed.connect(fail)
    try:
        assert moves.confirm(booking, at=ahead(3), by="sato").state == State.CONFIRMED
    finally:
        booking_changed.disconnect(fail)


@pytest.fixture
def seats(settings: Settings, tmp_path: Path) -> None:
    """A clinic that counts seats: one at a time, at 10:00 and 10:30."""
    opening = {"hours": every_day("10:00-11:00"), "holidays": "open"}
    clinic_says(settings, tmp_path, opening=opening, booking={"mode": "capacity"})


def test_where_seats_are_counted_staff_too_confirm_free_slots_only(seats: None) -> None:
    moves.reschedule(asked(wishes=[wish_at(7)]), at=ahead(3), by="sato")
    other = asked(wishes=[wish_at(8)])
    with pytest.raises(SlotTaken) as taken:
        moves.reschedule(other, at=ahead(3), by="sato")
    assert [wish.label() for wish in taken.value.alternatives][:1] == [f"{label(3)}の10時30分ごろ"]
    with pytest.raises(WishClosed):
        moves.reschedule(other, at=ahead(3) + timedelta(minutes=10), by="sato")
    assert Seat.objects.count() == 2


def test_a_seat_is_free_again_when_its_booking_is_cancelled(seats: None) -> None:
    moves.cancel(asked(wishes=[wish_at(7)]), by="sato")
    assert asked(wishes=[wish_at(7)]).state == State.CONFIRMED


def wish_at(days: int) -> Wish:
    return Wish(day=ahead(days).date(), at=ahead(days).time())


def label(days: int) -> str:
    return day_label(ahead(days).date())
