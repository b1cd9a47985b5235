"""The audit grows and is read; nobody changes it, and no text gets into it."""

from __future__ import annotations

import inspect
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from frontdesk.privacy import audit
from frontdesk.privacy.models import AuditEntry, AuditIsAppendOnly

pytestmark = pytest.mark.django_db

CONVERSATION = uuid.uuid4()


def noted() -> AuditEntry:
    audit.note(audit.What.VIEW, who="tanaka", origin=audit.Origin.CONSOLE, conversation=CONVERSATION)
    return AuditEntry.objects.get()


def test_an_entry_says_who_did_what_to_which_conversation_when_and_from_where() -> None:
    entry = noted()
    assert (entry.who, entry.what, entry.origin, entry.conversation) == ("tanaka", "view", "console", CONVERSATION)
    assert timezone.now() - entry.at < timedelta(seconds=5)


def test_there_is_nowhere_to_put_a_text() -> None:
    codes = {"subject", "filters", "address"}
    assert set(inspect.signature(audit.note).parameters) == codes | {
        "what", "who", "origin", "conversation", "booking", "rows",
    }  # fmt: skip
    assert {field.name for field in AuditEntry._meta.fields} == {
        "id",
        "at",
        "who",
        "what",
        "conversation",
        "booking",
        "origin",
        "rows",
        *codes,
    }


@pytest.mark.parametrize("name", ["subject", "filters", "address"])
@pytest.mark.parametrize("text", ["山田花子", "膝が痛い", "a" * 301, "x\ny", "q=ひざ"])
def test_a_subject_filter_or_address_is_a_code_or_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError, match="no text"):
        audit.note(audit.What.VIEW, who="nurse", origin=audit.Origin.CONSOLE, **{name: text})  # type: ignore[arg-type]
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("text", ["山田花子", "K7-4QX2 ", "右膝", "k7-4qx2"])
def test_a_booking_is_named_by_its_reference_or_not_at_all(text: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        audit.note(audit.What.REVEAL, who="tanaka", origin=audit.Origin.CONSOLE, booking=text)
    assert not AuditEntry.objects.exists()


def test_an_entry_cannot_be_changed() -> None:
    entry = noted()
    entry.who = "another"
    with pytest.raises(AuditIsAppendOnly):
        entry.save()
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.update(who="another")
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.bulk_update([entry], ["who"])
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.update_or_create(who="tanaka", defaults={"who": "another"})
    assert AuditEntry.objects.get().who == "tanaka"


def test_an_entry_cannot_be_deleted() -> None:
    entry = noted()
    with pytest.raises(AuditIsAppendOnly):
        entry.delete()
    with pytest.raises(AuditIsAppendOnly):
        AuditEntry.objects.filter(pk=entry.pk).delete()
    assert AuditEntry.objects.exists()


def test_retention_alone_lets_entries_go() -> None:
    noted()
    now = timezone.now()
    assert audit.expire(now + timedelta(days=1), is_dry_run=True) == 1
    assert audit.expire(now - timedelta(days=1)) == 0
    assert audit.expire(now + timedelta(days=1)) == 1
    assert not AuditEntry.objects.exists()
