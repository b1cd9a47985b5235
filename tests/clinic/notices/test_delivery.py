"""A notice arrives once: however often the server refuses, whoever dies, and however many workers wake."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import socket
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar
from pytest_django import Settings

from clinic.bookings import moves
from clinic.bookings.models import Booking
from clinic.bookings.requests import add_email
from clinic.notices.delivery import deliver_due, wake_for_overdue
from clinic.notices.models import Notice
from clinic.notices.outbox import WAITS
from clinic.notices.tasks import forget_finished
from tests.clinic.bookings.asked import EMAIL, PERSONAL, ahead, asked
from tests.clinic.notices.conftest import SECRET, STAFF, Receiver
from tests.clinic.notices.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    """What the worker does until nothing is left to do."""
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


def time_passes(by: timedelta) -> None:
    """All that was to happen later happens so much sooner."""
    Notice.objects.update(next_at=F("next_at") - by)
    Notice.objects.exclude(lease_until=None).update(lease_until=F("lease_until") - by)
    DBTaskResult.objects.filter(run_after__lt=timezone.now() + timedelta(days=9)).update(run_after=F("run_after") - by)


def test_staff_are_told_of_a_request(staff_mail: MailServer) -> None:
    booking = asked()
    work()
    (mail,) = staff_mail.arrived
    assert mail["To"] == STAFF
    assert booking.reference in mail["Subject"]
    assert "https://chat.clinic.example/console/queue/?kind=booking" in mail.get_content()


def test_no_mail_holds_name_phone_or_complaint(staff_mail: MailServer) -> None:
    booking = add_email(asked(), EMAIL)
    work()
    moves.confirm(booking, at=ahead(3), by="sato")
    work()
    assert len(staff_mail.arrived) == 3
    for mail in staff_mail.arrived:
        # The address of the visitor stands where a letter has its address, and nowhere else.
        texts = [str(mail["Subject"]), *(part.get_content() for part in mail.walk() if not part.is_multipart())]
        assert [value for value in PERSONAL for text in texts if value in str(text)] == []


def test_a_mail_that_is_refused_twice_is_retried_and_arrives_once(staff_mail: MailServer) -> None:
    staff_mail.answers = ["451 try later", "451 try later"]
    asked()
    work()
    assert staff_mail.arrived == []
    notice = Notice.objects.get()
    assert (notice.attempts, notice.delivered_at, notice.failure) == (
        1,
        None,
        "the mail server refuses the receiver (451)",
    )
    work()
    assert staff_mail.attempts == 1, "it is not tried before its time"
    time_passes(WAITS[0])
    work()
    assert staff_mail.arrived == []
    time_passes(WAITS[1])
    work()
    time_passes(timedelta(days=1))
    work()
    assert (staff_mail.attempts, len(staff_mail.arrived)) == (3, 1)
    assert Notice.objects.get().delivered_at is not None


def test_every_attempt_carries_the_same_message_id(staff_mail: MailServer) -> None:
    asked()
    work()
    Notice.objects.update(delivered_at=None)  # the worker died between sending and noting it
    deliver_due()
    first, second = staff_mail.arrived
    assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_cannot_be_reached_is_tried_again(staff_mail: MailServer, settings: Settings) -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody_listens.getsockname()[1]
        asked()
        work()
    assert Notice.objects.get().failure == "the mail server cannot be reached (ConnectionRefusedError)"
    settings.EMAIL_PORT = staff_mail.port
    time_passes(WAITS[0])
    work()
    assert len(staff_mail.arrived) == 1


def test_after_two_days_a_notice_is_given_up_and_says_why(staff_mail: MailServer) -> None:
    staff_mail.answers = ["451 try later"] * 99
    asked()
    for wait in (timedelta(0), *WAITS, *WAITS):
        time_passes(wait)
        work()
    notice = Notice.objects.get()
    assert notice.given_up_at is not None
    assert staff_mail.attempts == len(WAITS) + 1


def test_an_address_that_does_not_exist_is_given_up_at_once(mail: MailServer) -> None:
    add_email(asked(), EMAIL)
    mail.answers = ["550 no such user"]
    work()
    assert Notice.objects.get().given_up_at is not None


def test_several_workers_send_a_notice_once(staff_mail: MailServer) -> None:
    for _ in range(5):
        asked()

    def one() -> None:
        deliver_due()
        connection.close()

    workers = [threading.Thread(target=one) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(staff_mail.arrived) == 5


def test_what_a_dead_worker_held_is_sent_after_its_lease(staff_mail: MailServer) -> None:
    asked()
    Notice.objects.update(lease_until=timezone.now() + timedelta(minutes=2), attempts=1)
    work()
    assert staff_mail.arrived == []
    time_passes(timedelta(minutes=3))
    deliver_due()
    assert len(staff_mail.arrived) == 1


def test_a_wake_up_that_was_lost_is_made_up_for_by_the_clock(staff_mail: MailServer) -> None:
    asked()
    DBTaskResult.objects.all().delete()
    assert wake_for_overdue() == 0, "not at once: the wake-up may be under way"
    time_passes(timedelta(minutes=2))
    assert wake_for_overdue() == 1
    work()
    assert len(staff_mail.arrived) == 1


def test_a_request_that_is_rolled_back_tells_nobody(staff_mail: MailServer) -> None:
    with transaction.atomic():
        asked()
        transaction.set_rollback(True)
    work()
    assert (staff_mail.arrived, Booking.objects.count(), DBTaskResult.objects.count()) == ([], 0, 0)


def test_the_visitor_gets_a_confirmation_with_the_calendar_file(mail: MailServer) -> None:
    booking = add_email(asked(), EMAIL)
    moves.confirm(booking, at=ahead(3), by="sato")
    work()
    (letter,) = mail.arrived
    assert letter["To"] == EMAIL
    (file,) = letter.iter_attachments()
    (event,) = Calendar.from_ical(file.get_content()).walk("VEVENT")
    assert event.decoded("dtstart") == ahead(3)


def test_who_accepts_a_proposal_gets_the_calendar_file_too(mail: MailServer) -> None:
    moves.accept(moves.propose(add_email(asked(), EMAIL), at=ahead(3), by="sato"))
    work()
    (letter,) = mail.arrived
    assert len(list(letter.iter_attachments())) == 1


def test_what_is_outdated_before_it_could_be_sent_is_not_sent(mail: MailServer) -> None:
    booking = moves.propose(add_email(asked(), EMAIL), at=ahead(3), by="sato")
    moves.withdraw(booking)
    work()
    assert mail.arrived == []
    assert not Notice.objects.filter(delivered_at=None).exists()


def test_a_call_in_between_does_not_outdate_a_proposal(mail: MailServer) -> None:
    booking = moves.propose(add_email(asked(), EMAIL), at=ahead(3), by="sato")
    moves.call_attempt(booking, reached=False, by="sato")
    work()
    assert len(mail.arrived) == 1


def test_the_webhook_is_signed_and_holds_nothing_personal(webhook: Receiver) -> None:
    booking = asked()
    work()
    ((headers, body),) = webhook.calls
    content = json.loads(body)
    assert (content["kind"], content["reference"]) == ("requested", booking.reference)
    signed = hmac.new(SECRET.encode(), headers["X-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == f"sha256={signed}"
    assert [value for value in PERSONAL if value in json.dumps(content, ensure_ascii=False)] == []


def test_a_webhook_that_fails_is_called_again_with_the_same_id(webhook: Receiver) -> None:
    webhook.answers = [500, 302]
    asked()
    for wait in (timedelta(0), *WAITS[:3]):
        time_passes(wait)
        work()
    assert len(webhook.calls) == 3
    assert len({json.loads(body)["id"] for _, body in webhook.calls}) == 1


def test_no_log_line_of_a_failure_quotes_anybody(mail: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    booking = add_email(asked(), EMAIL)
    mail.answers = [f"451 mailbox of {EMAIL} is full"]
    with caplog.at_level(logging.DEBUG):
        work()
    ours = "".join(line.getMessage() for line in caplog.records if line.name != "mail.log")  # the server of the test
    assert "attempt 1" in ours
    assert [value for value in PERSONAL if value in ours] == []
    assert EMAIL not in Notice.objects.get(booking=booking).failure
    assert EMAIL not in "".join(DBTaskResult.objects.values_list("traceback", flat=True))


def test_a_notice_that_cannot_be_made_does_not_hold_up_the_others(staff_mail: MailServer) -> None:
    asked()
    Notice.objects.update(kind="nonsense")
    asked()
    work()
    assert len(staff_mail.arrived) == 1
    assert Notice.objects.get(delivered_at=None).failure == "ValueError"


def test_wake_ups_that_are_done_with_are_deleted_after_a_week(staff_mail: MailServer) -> None:
    asked()
    work()
    now = timezone.now()
    assert forget_finished(now) == 0
    assert forget_finished(now + timedelta(days=8), is_dry_run=True) == 1
    assert forget_finished(now + timedelta(days=8)) == 1
