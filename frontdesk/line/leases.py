"""One worker for a person at a time, across threads, processes and replicas.

The lease is short and renewed while its holder lives, so that the events of a worker that was killed go on within
seconds: their reply tokens live a minute.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.db.models import Min, Q
from django.utils import timezone

from frontdesk.conversations import lease as conversation_lease
from frontdesk.line.models import InboxEvent, Person

LEASE_S = 4.0
RENEW_S = 1.0


class LeaseLost(Exception):
    """Raised when somebody else is at work for the person by now: what was to be written belongs to nobody."""


class Leases:
    """The leases that one process holds."""

    def __init__(self) -> None:
        self._owners: set[uuid.UUID] = set()
        self._lock = threading.Lock()

    def claim(self, most: int) -> list[tuple[str, uuid.UUID]]:
        """Up to so many people with something to do, longest waiting first, with the owner id of each new lease."""
        claimed = []
        for key in waiting(most):
            owner = self.take(key)
            if owner:
                claimed.append((key, owner))
        return claimed

    def take(self, key: str) -> uuid.UUID | None:
        """The owner id of a new lease; None when somebody else is at work."""
        now = timezone.now()
        person = Person.objects.filter(pk=key).values_list("lease_owner", "lease_until").first()
        if person is None or (person[1] is not None and person[1] >= now):
            return None
        owner = uuid.uuid4()
        free = Person.objects.filter(pk=key, lease_owner=person[0]).filter(_is_free(now))
        if not free.update(lease_owner=owner, lease_until=now + timedelta(seconds=LEASE_S)):
            return None
        with self._lock:
            self._owners.add(owner)
        if person[0]:
            # It died at work: the conversation it held is free too.
            conversation_lease.release(person[0])
        return owner

    def renew(self) -> None:
        """Prolongs every lease of this process."""
        with self._lock:
            owners = list(self._owners)
        if owners:
            until = timezone.now() + timedelta(seconds=LEASE_S)
            Person.objects.filter(lease_owner__in=owners).update(lease_until=until)

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Renews by itself while the block runs."""
        is_over = threading.Event()

        def renew() -> None:
            while not is_over.wait(RENEW_S):
                self.renew()
            connection.close()

        renewer = threading.Thread(target=renew, daemon=True)
        renewer.start()
        try:
            yield
        finally:
            is_over.set()
            renewer.join()

    def give_back(self, owner: uuid.UUID) -> None:
        """Ends the lease."""
        with self._lock:
            self._owners.discard(owner)
        Person.objects.filter(lease_owner=owner).update(lease_owner=None, lease_until=None)


def waiting(most: int) -> list[str]:
    """The people that nobody is at work for and that have an event due, longest waiting first."""
    now = timezone.now()
    due = InboxEvent.objects.filter(state__in=(*InboxEvent.OPEN, InboxEvent.State.LATE), due_at__lte=now)
    free = due.filter(Q(person__lease_until=None) | Q(person__lease_until__lt=now))
    people: Iterable[str] = (
        free.order_by()
        .values("person")
        .annotate(since=Min("received_at"))
        .order_by("since")
        .values_list("person", flat=True)
    )
    return list(people[:most])  # type: ignore[index]


def is_held(key: str, owner: uuid.UUID) -> bool:
    """True while the lease is this owner's."""
    return Person.objects.filter(pk=key, lease_owner=owner).exists()


def _is_free(now: object) -> Q:
    return Q(lease_until=None) | Q(lease_until__lt=now)
