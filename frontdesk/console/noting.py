"""Noting in the audit what a member of staff saw or did."""

from __future__ import annotations

import uuid

from frontdesk.chat.limits import address_of
from frontdesk.console.access import StaffRequest
from frontdesk.privacy import audit

What = audit.What


def note(
    request: StaffRequest,
    what: audit.What,
    subject: str = "",
    *,
    conversation: uuid.UUID | None = None,
    booking: str = "",
    rows: int | None = None,
    filters: str = "",
) -> None:
    """Adds an entry for this request: who, when, what, from where."""
    audit.note(
        what,
        who=request.user.get_username()[:64],
        origin=audit.Origin.CONSOLE,
        conversation=conversation,
        booking=booking,
        rows=rows,
        subject=subject,
        filters=filters,
        address=address_of(request),
    )
