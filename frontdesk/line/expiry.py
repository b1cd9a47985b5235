"""What the LINE channel deletes when: contents of events, events, answers nobody came back for, people who left."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from frontdesk.conversations.daily import run_if_due
from frontdesk.line.forgetting import forget_person
from frontdesk.line.inbox import State
from frontdesk.line.models import DailyNumber, InboxEvent, Person, Push
from frontdesk.privacy.audit import SYSTEM

# LINE may send an event again for so long that its id has to be known.
IDS_KEPT = timedelta(days=7)
NUMBERS_KEPT = timedelta(days=90)


def expire_daily() -> int:
    """What `expire` returns, once a day."""
    return run_if_due("line", expire)


def expire(now: datetime) -> int:
    """Deletes what is past its time; how many rows that concerned."""
    before = now - timedelta(hours=settings.LINE.inbox_retention_hours)
    old = InboxEvent.objects.filter(received_at__lt=before)
    done = old.filter(state__in=(*InboxEvent.OPEN, State.LATE, State.KEPT, State.CARRIED)).update(state=State.EXPIRED)
    old.exclude(body="", answer="", call="").update(body="", answer="", call="")
    done += InboxEvent.objects.filter(received_at__lt=now - IDS_KEPT).delete()[0]
    done += Push.objects.filter(made_at__lt=now - IDS_KEPT).delete()[0]
    done += DailyNumber.objects.filter(day__lt=timezone.localdate(now - NUMBERS_KEPT)).delete()[0]
    Person.objects.filter(recent_until__lt=now).update(recent="", recent_until=None)
    return done + _forget_those_who_left(now) + _forget_the_unknown(now)


def _forget_those_who_left(now: datetime) -> int:
    left = Person.objects.filter(left_at__lt=now - timedelta(days=settings.LINE.unfollow_erase_days))
    for person in list(left):
        forget_person(person, who=SYSTEM)
        person.delete()
    return len(left)


def _forget_the_unknown(now: datetime) -> int:
    """Rows of people of whom nothing is left: no conversation, no event, no push."""
    empty = Person.objects.filter(threads=None, events=None, pushes=None, lease_owner=None)
    # A friend stays: who has agreed, or was greeted, is not asked again.
    return empty.filter(greeted_at=None).delete()[0]
