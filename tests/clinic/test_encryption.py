"""Personal values stand encrypted, are found by a hash alone, and survive a change of keys."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from clinic.bookings.lookup import by_phone
from clinic.bookings.models import Booking
from clinic.bookings.requests import add_email
from clinic.encryption import ValueUnreadable, decrypt, encrypt, line_id, phone_hash
from clinic.fernet_keys import is_key, new_key
from tests.clinic.bookings.asked import CONCERN, EMAIL, NAME, PERSONAL, PHONE, asked

pytestmark = pytest.mark.django_db(transaction=True)


def stored() -> str:
    """Everything that stands in the bookings table, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM clinic_booking")
        return repr(cursor.fetchall())


def test_no_personal_value_is_readable_in_the_table() -> None:
    add_email(asked(), EMAIL)
    assert [value for value in PERSONAL if value in stored()] == []


def test_the_values_come_back_as_they_were() -> None:
    add_email(asked(), EMAIL)
    booking = Booking.objects.get()
    assert (booking.name, booking.phone, booking.email, booking.concern) == (NAME, PHONE, EMAIL, CONCERN)


def test_the_same_text_is_encrypted_differently_each_time() -> None:
    assert encrypt(NAME) != encrypt(NAME)


@pytest.mark.parametrize("written", ["090-1234-5678", "09012345678", "+81 90 1234 5678", "０９０－１２３４－５６７８"])
def test_a_phone_number_is_found_however_it_is_written(written: str) -> None:
    booking = asked()
    assert list(by_phone(written)) == [booking]


def test_another_phone_number_is_another_hash() -> None:
    assert phone_hash("090-1234-5678") != phone_hash("090-1234-5679")


def test_the_hash_depends_on_the_key(settings: Settings) -> None:
    before = phone_hash(PHONE), line_id("U1")
    settings.ID_HASH_KEY = "another-key-of-at-least-32-characters"
    assert not {phone_hash(PHONE), line_id("U1")} & set(before)


def test_a_line_id_and_a_phone_number_of_the_same_digits_have_nothing_in_common() -> None:
    assert line_id("x").startswith("line:")
    assert len(line_id("x")) == len("line:") + 52
    assert line_id("x").removeprefix("line:") != phone_hash("x")


def test_after_a_rotation_the_old_key_is_no_longer_needed(settings: Settings) -> None:
    old, new = new_key(), new_key()
    settings.FIELD_ENCRYPTION_KEYS = [old]
    add_email(asked(), EMAIL)
    settings.FIELD_ENCRYPTION_KEYS = [new, old]
    assert Booking.objects.get().name == NAME
    printed = io.StringIO()
    call_command("rotate_keys", stdout=printed)
    assert "clinic_booking: 1" in printed.getvalue()
    settings.FIELD_ENCRYPTION_KEYS = [new]
    booking = Booking.objects.get()
    assert (booking.name, booking.email, booking.version) == (NAME, EMAIL, 1)


def test_a_key_that_was_taken_away_too_early_is_named_as_the_reason(settings: Settings) -> None:
    asked()
    settings.FIELD_ENCRYPTION_KEYS = [new_key()]
    with pytest.raises(ValueUnreadable, match="FIELD_ENCRYPTION_KEYS"):
        Booking.objects.get()
    with pytest.raises(CommandError, match="FIELD_ENCRYPTION_KEYS"):
        call_command("rotate_keys")


def test_what_was_not_encrypted_here_is_unreadable() -> None:
    with pytest.raises(ValueUnreadable):
        decrypt("plain text")


def test_a_new_key_is_printed_even_where_no_settings_load() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "clinic.fernet_keys"],
        env={"PRODUCTION": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert is_key(printed.stdout.strip())
