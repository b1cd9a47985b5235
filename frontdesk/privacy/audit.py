"""Noting who did what. There is no parameter for a text: an entry must not keep what an erasure removes."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from django.db.models import QuerySet

from clinic.bookings.references import read_reference
from frontdesk.privacy.models import AuditEntry

What = AuditEntry.What
Origin = AuditEntry.Origin

# What subjects, filters and addresses are made of: ids, codes, numbers. A Japanese word is none.
CODE = re.compile(r"[A-Za-z0-9 .,:;=/_%+-]{0,300}")

VISITOR = "visitor"
SYSTEM = "system"


def note(
    what: AuditEntry.What,
    *,
    who: str,
    origin: AuditEntry.Origin,
    conversation: uuid.UUID | None = None,
    booking: str = "",
    rows: int | None = None,
    subject: str = "",
    filters: str = "",
    address: str = "",
) -> None:
    """Adds an entry; `who` is VISITOR, SYSTEM or the account of a member of staff, `booking` a reference.

    `subject` names a thing by its kind and number, `filters` the limits of an export, `address` the place of staff.
    Raises ValueError for anything else as a booking, and for words in any of these: there is no place here for a name.
    """
    if not all(CODE.fullmatch(value) for value in (subject, filters, address)):
        raise ValueError("the audit takes ids, codes and numbers, and no text")
    if booking and read_reference(booking) != booking:
        raise ValueError("the audit takes a booking's reference, such as K7-4QX2, and no other text")
    AuditEntry.objects.create(
        what=what,
        who=who,
        origin=origin,
        conversation=conversation,
        booking=booking,
        rows=rows,
        subject=subject,
        filters=filters,
        address=address,
    )


def expire(before: datetime, *, is_dry_run: bool = False) -> int:
    """Deletes the entries older than that, which nothing else may; how many there are."""
    old: QuerySet[AuditEntry] = QuerySet(AuditEntry).filter(at__lt=before)
    return old.count() if is_dry_run else old.delete()[0]
