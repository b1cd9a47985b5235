"""The outbox: notices are queued in the transaction of the change that they tell of, and leased to be sent once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from clinic.bookings.kinds import TOLD_TO_STAFF, TOLD_TO_VISITOR, Kind
from clinic.bookings.models import Booking
from clinic.current import current_profile
from clinic.encryption import keyed_hash
from clinic.notices.models import Notice
from clinic.notices.tasks import wake

# Longer than any attempt may take (EMAIL_TIMEOUT, WEBHOOK_WAIT_S), so that it ends only under a worker that is dead.
LEASE_S = 120.0
# Waits between attempts; after the last one, two days in all, a notice is given up.
WAITS = (
    *(timedelta(minutes=minutes) for minutes in (1, 5, 15)),
    *(timedelta(hours=hours) for hours in (1, 3, 6, 12, 24)),
)


def tell(booking: Booking, kind: Kind) -> None:
    """Queues what staff and the visitor must be told of this change, and wakes the worker."""
    rows = []
    if kind in TOLD_TO_STAFF:
        rows += [(Notice.Way.STAFF_MAIL, address) for address in _staff_addresses()]
        rows += [(Notice.Way.STAFF_WEBHOOK, "")] if current_profile().staff.webhook else []
    if kind in TOLD_TO_VISITOR:
        rows += _to_visitor(booking)
    _queue(booking, kind, rows)


def tell_visitor(booking: Booking, kind: Kind) -> None:
    """Queues a mail to the visitor about a change that is told elsewhere too; nothing where no mail can be sent."""
    _queue(booking, kind, _to_visitor(booking))


def leased() -> Iterator[Notice]:
    """Every notice that is due, one after the other; nobody else gets it while the lease holds."""
    while notice := due(timezone.now()).order_by("next_at").first():
        now = timezone.now()
        is_ours = (
            due(now)
            .filter(pk=notice.pk)
            .update(lease_until=now + timedelta(seconds=LEASE_S), attempts=F("attempts") + 1)
        )
        if is_ours:
            notice.refresh_from_db()
            yield notice


def due(now: datetime) -> QuerySet[Notice]:
    """What is to be sent now and is not being sent."""
    is_free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Notice.objects.filter(is_free, delivered_at=None, given_up_at=None, next_at__lte=now)


def delivered(notice: Notice, now: datetime) -> None:
    """Notes that it has arrived."""
    Notice.objects.filter(pk=notice.pk).update(delivered_at=now, lease_until=None, failure="")


def failed(notice: Notice, now: datetime, why: str, *, is_permanent: bool) -> None:
    """Notes why it has not arrived, and when to try again, or that it is given up."""
    is_over = is_permanent or notice.attempts > len(WAITS)
    row = Notice.objects.filter(pk=notice.pk)
    if is_over:
        row.update(given_up_at=now, lease_until=None, failure=why[:200])
        return
    next_at = now + WAITS[notice.attempts - 1]
    row.update(next_at=next_at, lease_until=None, failure=why[:200])
    wake(next_at)


def _queue(booking: Booking, kind: Kind, rows: list[tuple[Notice.Way, str]]) -> None:
    if not rows:
        return
    Notice.objects.bulk_create(
        [
            Notice(booking=booking, kind=kind, version=booking.version, way=way, receiver=receiver)
            for way, receiver in rows
        ],
        ignore_conflicts=True,
    )
    wake()


def _staff_addresses() -> tuple[str, ...]:
    return current_profile().staff.mail if settings.EMAIL_HOST else ()


def _to_visitor(booking: Booking) -> list[tuple[Notice.Way, str]]:
    """One mail to each address that the booking ever had; the row shows no address."""
    has_way = booking.email and settings.EMAIL_HOST
    return [(Notice.Way.VISITOR_MAIL, keyed_hash(booking.email))] if has_way else []
