"""What staff do from a terminal: nothing personal unless asked for, and then with a line in the audit."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clinic.bookings import moves
from clinic.bookings.models import Booking
from clinic.notices.models import Notice
from frontdesk.privacy.models import AuditEntry
from frontdesk.privacy.retention import purge
from tests.clinic.bookings.asked import CONCERN, NAME, PERSONAL, PHONE, ahead, asked

pytestmark = pytest.mark.django_db(transaction=True)

State = Booking.State


def run(*command: str) -> str:
    printed = io.StringIO()
    call_command(*command, stdout=printed)
    return printed.getvalue()


def test_the_list_shows_what_is_open_and_nothing_personal() -> None:
    waiting, done = asked(), moves.cancel(asked(), by="sato")
    shown = run("booking", "list")
    assert waiting.reference in shown
    assert done.reference not in shown
    assert done.reference in run("booking", "list", "--all")
    assert [value for value in PERSONAL if value in shown] == []
    assert AuditEntry.objects.count() == 0


def test_showing_names_and_phones_leaves_a_line_in_the_audit_for_each_booking() -> None:
    first, second = asked(), asked()
    shown = run("booking", "list", "--show")
    assert all(value in shown for value in (NAME, PHONE, CONCERN))
    entries = AuditEntry.objects.filter(what=AuditEntry.What.REVEAL).order_by("pk")
    assert [entry.booking for entry in entries] == [first.reference, second.reference]
    assert entries[0].conversation == first.conversation


def test_an_empty_list_says_so() -> None:
    assert "対応が必要な予約はありません" in run("booking", "list")


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (["confirm", "{at}"], State.CONFIRMED),
        (["propose", "{at}"], State.CONTACTING),
        (["decline"], State.CANCELLED),
        (["cancel"], State.CANCELLED),
        (["call"], State.CONTACTING),
        (["call", "--reached"], State.CONTACTING),
    ],
    ids=" ".join,
)
def test_a_move_is_made_and_its_result_shown(command: list[str], state: Booking.State) -> None:
    booking = asked()
    do, *rest = [part.format(at=f"{ahead(3):%Y-%m-%dT%H:%M}") for part in command]
    shown = run("booking", do, booking.reference.lower(), *rest)
    booking.refresh_from_db()
    assert booking.state == state
    assert booking.reference in shown
    assert state.label in shown


def test_a_confirmed_booking_is_rescheduled_and_completed_when_its_time_has_come() -> None:
    booking = moves.confirm(asked(), at=ahead(3), by="sato")
    run("booking", "reschedule", booking.reference, f"{ahead(4):%Y-%m-%dT%H:%M}")
    booking.refresh_from_db()
    assert booking.appointment_at == ahead(4)
    with pytest.raises(CommandError, match="まだ来ていない"):
        run("booking", "complete", booking.reference)
    Booking.objects.update(appointment_at=timezone.now() - timedelta(hours=1))
    run("booking", "complete", booking.reference)
    booking.refresh_from_db()
    assert booking.state == State.COMPLETED


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["confirm", "2026-01-01T10:00"], "過ぎています"),
        (["reschedule", "2030-01-01T10:00"], "できません"),
        (["confirm", "tomorrow"], "invalid"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_cannot_be_done_is_explained(command: list[str], expected: str) -> None:
    do, *rest = command
    with pytest.raises(CommandError, match=expected):
        run("booking", do, asked().reference, *rest)


def test_an_unknown_reference_is_explained() -> None:
    with pytest.raises(CommandError, match="消去済み"):
        run("booking", "cancel", "K7-4QX2")


def test_the_list_says_that_a_notice_never_arrived() -> None:
    booking = asked()
    Notice.objects.create(
        booking=booking, kind="requested", version=1, way="staff_mail", receiver="x", given_up_at=timezone.now()
    )
    assert "通知1件が届いていません" in run("booking", "list")


@pytest.mark.parametrize("known", ["phone", "reference", "conversation"])
def test_a_person_is_erased_by_whatever_is_known(known: str) -> None:
    booking, other = asked(), asked(phone="080-1111-2222")
    value = {
        "phone": "０９０１２３４５６７８",
        "reference": booking.reference,
        "conversation": str(booking.conversation),
    }
    assert booking.reference in run("erase_bookings", f"--{known}", value[known], "--dry-run")
    assert Booking.objects.count() == 2
    run("erase_bookings", f"--{known}", value[known])
    assert list(Booking.objects.all()) == [other]
    (entry,) = AuditEntry.objects.filter(what=AuditEntry.What.ERASE)
    assert entry.booking == booking.reference


def test_erasing_who_is_not_there_is_explained() -> None:
    with pytest.raises(CommandError, match="no such booking"):
        run("erase_bookings", "--phone", "090-0000-0000")


def test_bookings_are_purged_with_everything_else() -> None:
    booking = moves.cancel(asked(), by="sato")
    day = timezone.now() + timedelta(days=179)
    assert purge(day, origin=AuditEntry.Origin.CLOCK)["bookings"] == 0
    later = timezone.now() + timedelta(days=200)
    assert purge(later, origin=AuditEntry.Origin.CLOCK, is_dry_run=True)["bookings"] == 1
    assert Booking.objects.filter(pk=booking.pk).exists()
    assert purge(later, origin=AuditEntry.Origin.CLOCK)["bookings"] == 1
    assert not Booking.objects.exists()
