"""The booking's own page: what it shows and hides, who may open it and until when, and what can be done on it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from urllib.parse import quote

import httpx
import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from clinic.bookings import moves
from clinic.bookings.models import Booking
from clinic.fernet_keys import new_key
from frontdesk.logs import JsonLines
from tests.clinic.bookings.asked import NAME, PERSONAL, PHONE, ahead, asked
from tests.frontdesk.bookings.scenarios import ACCEPT, CALENDAR, CANCEL, PAGE, confirmed, got, path_of, proposed, sent
from tests.frontdesk.visitor import browser

pytestmark = pytest.mark.django_db(transaction=True)

State = Booking.State


def state_of(booking: Booking) -> str:
    return Booking.objects.get(pk=booking.pk).state


def every_page() -> list[httpx.Response]:
    """A page of each kind, problems included."""
    return [
        got(asked(), PAGE),
        got(asked(), CANCEL),
        got(confirmed(), PAGE),
        got(proposed(), PAGE),
        sent(asked(), CANCEL, version=99),
        browser().get("/booking/nonsense"),
    ]


def test_the_page_says_how_the_booking_stands_and_what_was_wished() -> None:
    booking = asked()
    page = got(booking, PAGE).text
    assert "受け付けました" in page
    assert all(wish.label() in page for wish in booking.wishes)
    assert booking.reference in page
    assert "050-1869-7918" in page


def test_no_page_shows_who_asked_or_why() -> None:
    found = [value for page in every_page() for value in (*PERSONAL, NAME, PHONE) if value in page.text]
    assert found == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", None),
        ("Set-Cookie", None),
    ],
)
def test_every_page_is_kept_nowhere_and_passed_on_to_nobody(header: str, expected: str | None) -> None:
    for page in every_page():
        if expected is None:
            assert "Set-Cookie" not in page.headers
        else:
            assert page.headers[header] == expected


def test_every_page_allows_its_own_style_and_forms_and_nothing_else() -> None:
    for page in every_page():
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "form-action 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy
        assert "<script" not in page.text
        assert "style=" not in page.text
        assert 'src="http' not in page.text


def test_a_link_opens_until_thirty_days_after_the_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    booking = asked()
    path, last = path_of(booking), booking.last_day
    assert last is not None
    for days, status in ((30, 200), (31, 404)):
        moment = datetime.combine(last, ahead(0).time(), timezone.get_default_timezone()) + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert browser().get(path).status_code == status


def test_an_old_link_opens_a_booking_that_was_moved_to_a_later_day(monkeypatch: pytest.MonkeyPatch) -> None:
    booking = asked()
    path = path_of(booking)
    moves.confirm(booking, at=ahead(80), by="staff")
    moment = timezone.now() + timedelta(days=80)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert browser().get(path).status_code == 200


@pytest.mark.parametrize("change", ["first", "last", "reference", "shorter"])
def test_a_link_that_was_tampered_with_opens_nothing(change: str) -> None:
    booking, other = asked(), asked()
    token = path_of(booking).removeprefix("/booking/")
    wrong = {
        "first": "N" + token[1:],  # no reference has an N
        "last": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "reference": token.replace(booking.reference, other.reference),
        "shorter": token[:-3],
    }[change]
    assert browser().get(f"/booking/{wrong}").status_code == 404


@pytest.mark.parametrize("nonsense", ["鍵", "a.b.c", "...", "\0", "x" * 3000, "'--", "{{7*7}}", "<b>", "\ud800"])
def test_nonsense_opens_nothing_and_breaks_nothing(nonsense: str) -> None:
    page = Client().get("/booking/" + quote(nonsense, errors="surrogatepass"))
    assert page.status_code == 404
    assert nonsense not in page.content.decode()


def test_no_log_line_holds_the_key_to_a_page(caplog: pytest.LogCaptureFixture) -> None:
    booking = asked()
    token = path_of(booking).removeprefix("/booking/")
    with caplog.at_level(logging.DEBUG):
        sent(booking, CANCEL, version=99)
        browser().get(f"/booking/{token}x")
    lines = [JsonLines().format(record) for record in caplog.records]
    assert any("/booking/…/cancel" in line for line in lines), "Django logs what is refused"
    assert [line for line in lines if token in line] == []


def test_a_key_that_is_missing_is_answered_by_a_page_with_the_phone_number(settings: Settings) -> None:
    booking = asked()
    path = path_of(booking)
    settings.FIELD_ENCRYPTION_KEYS = [new_key()]
    page = browser().get(path)
    assert page.status_code == 503
    assert "050-1869-7918" in page.text


def test_opening_the_question_cancels_nothing() -> None:
    booking = asked()
    page = got(booking, CANCEL)
    assert "よろしいですか" in page.text
    assert state_of(booking) == State.RECEIVED


def test_the_visitor_cancels_a_request_at_once() -> None:
    booking = asked()
    answer = sent(booking, CANCEL)
    assert answer.headers["Location"] == path_of(booking)
    assert state_of(booking) == State.CANCELLED
    assert "取り消されています" in got(booking, PAGE).text


def test_cancelling_an_agreed_time_is_a_wish_that_staff_settle() -> None:
    booking = confirmed()
    sent(booking, CANCEL)
    assert state_of(booking) == State.TO_CHECK


def test_cancelling_twice_is_answered_by_the_page_and_changes_nothing() -> None:
    booking = asked()
    sent(booking, CANCEL)
    assert sent(booking, CANCEL).status_code == 409
    assert Booking.objects.get(pk=booking.pk).history.count() == 2


def test_a_proposal_is_accepted_by_a_button() -> None:
    booking = proposed()
    page = got(booking, PAGE).text
    assert "ご提案の日時でお願いする" in page
    sent(booking, ACCEPT)
    booking.refresh_from_db()
    assert (booking.state, booking.appointment_at) == (State.CONFIRMED, ahead(9))


def test_a_proposal_that_was_changed_meanwhile_is_not_accepted_unseen() -> None:
    seen = proposed()
    moves.propose(seen, at=ahead(12), by="staff")
    assert sent(seen, ACCEPT).status_code == 409
    assert state_of(seen) == State.CONTACTING


def test_a_proposal_whose_time_is_over_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    booking = proposed()
    moment = timezone.now() + timedelta(days=10)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    page = sent(booking, ACCEPT)
    assert page.status_code == 409
    assert "過ぎています" in page.text
    assert state_of(booking) == State.CONTACTING


def test_the_calendar_file_opens_in_a_parser() -> None:
    booking = confirmed()
    file = got(booking, CALENDAR)
    assert file.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    (event,) = Calendar.from_ical(file.content).walk("VEVENT")
    assert event.decoded("dtstart") == booking.appointment_at


def test_there_is_no_calendar_file_before_a_time_is_agreed_on() -> None:
    assert got(asked(), CALENDAR).status_code == 404
    assert got(proposed(), CALENDAR).status_code == 404


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_its_page(state: Booking.State) -> None:
    booking = asked()
    Booking.objects.filter(pk=booking.pk).update(state=state)
    assert got(booking, PAGE).status_code == 200
