"""Messages without a reply token: urgent answers that could not be replied, results of bookings, agreed reminders.

Each has a retry key from the first try on, which is the row's id: sent again it arrives once.
"""

from __future__ import annotations

import json
import logging
import random
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from frontdesk.line.hours import is_night, next_morning
from frontdesk.line.limits import Message
from frontdesk.line.models import Address, Person, Push
from frontdesk.line.pieces import plain
from frontdesk.line.platform import platform
from frontdesk.line.quota import quota
from frontdesk.line.verdicts import Outcome, Verdict

logger = logging.getLogger(__name__)

Reason = Push.Reason

# LINE keeps a retry key for 24 hours.
LONGEST = timedelta(hours=23)
# How long a try may take before another worker takes it up.
TRY = timedelta(seconds=30)
_NOT_BEFORE_MORNING = frozenset({Reason.REMINDER, Reason.BOOKING, Reason.STAFF})


def push_later(person: Person, messages: Sequence[Message], reason: Push.Reason, key: uuid.UUID) -> Push:
    """The push of these messages, sent by the next worker; the same key again is the same push."""
    push, _ = Push.objects.get_or_create(
        id=key, defaults={"person": person, "reason": reason, "messages": json.dumps(list(messages))}
    )
    return push


def send_due(most: int = 5) -> int:
    """Sends what is due; how many calls that made."""
    now = timezone.now()
    sent = 0
    for push in Push.objects.filter(state=Push.State.WAITING, due_at__lte=now).order_by("due_at")[:most]:
        # One worker takes it; another one later if that dies.
        if Push.objects.filter(pk=push.pk, state=Push.State.WAITING, due_at=push.due_at).update(due_at=now + TRY):
            _send(push, now)
            sent += 1
    return sent


def _send(push: Push, now: datetime) -> None:
    address = Address.objects.filter(person=push.person_id).first()
    if address is None:
        _refuse(push, "この方は友だちではないため、LINEで送れません。お電話でご連絡ください。")
        return
    if push.reason != Reason.RED_FLAG:
        if push.reason == Reason.STAFF and not settings.LINE.staff_push:
            _refuse(push, "管理画面からのLINE送信は使わない設定です。LINE公式アカウントのチャットでお送りください。")
            return
        if push.reason in _NOT_BEFORE_MORNING and is_night(now):
            _later(push, next_morning(now) - now)
            return
        month = quota()
        if month is None or not month.has_room:
            _hold_back(push, now)
            return
    _settle(push, _call(push, address.user_id), now)


def _call(push: Push, user_id: str) -> Outcome:
    messages = json.loads(push.messages)
    is_silent = push.reason != Reason.RED_FLAG and is_night(timezone.now())
    Push.objects.filter(pk=push.pk).update(attempts=push.attempts + 1)
    outcome = platform().push(user_id, messages, str(push.pk), is_silent=is_silent)
    if outcome.verdict is Verdict.REFUSED:
        logger.error("line: a push was refused for %s", outcome.properties)
        # Another body needs another key.
        key = str(uuid.uuid5(push.pk, "plain"))
        outcome = platform().push(user_id, plain(messages), key, is_silent=is_silent)
    return outcome


def _settle(push: Push, outcome: Outcome, now: datetime) -> None:
    verdict = outcome.verdict
    if verdict in {Verdict.ACCEPTED, Verdict.DUPLICATE}:
        Push.objects.filter(pk=push.pk).update(state=Push.State.SENT, messages="")
    elif verdict in {Verdict.REFUSED, Verdict.FORBIDDEN, Verdict.MISSING, Verdict.TOKEN_DEAD}:
        _refuse(push, f"LINEが受け付けませんでした({outcome.status})。お電話でご連絡ください。")
    elif verdict is Verdict.LIMITED and (month := quota(is_fresh=True)) and month.is_used_up:
        _refuse(push, "今月のLINEの送信数の上限に達しました。お電話でご連絡ください。")
    elif now - push.made_at > LONGEST:
        _refuse(push, "LINEに1日つながりませんでした。お電話でご連絡ください。")
    else:
        # 2, 4, 8 … seconds up to an hour, each a little different, so that many do not come at once.
        delay = min(2.0 ** min(push.attempts + 1, 12), 3600) * random.uniform(0.75, 1.25)  # noqa: S311
        _later(push, timedelta(seconds=delay))


def _hold_back(push: Push, now: datetime) -> None:
    """Nothing that is not urgent is pushed near the month's limit, or while that is unknown."""
    if now - push.made_at > LONGEST:
        _refuse(push, "今月のLINEの送信数の上限に近いため送れませんでした。お電話でご連絡ください。")
    else:
        _later(push, timedelta(minutes=10))


def _later(push: Push, delay: timedelta) -> None:
    Push.objects.filter(pk=push.pk).update(due_at=timezone.now() + delay)


def _refuse(push: Push, why: str) -> None:
    logger.error("line: push %s (%s) not sent", push.pk, push.reason)
    Push.objects.filter(pk=push.pk).update(state=Push.State.REFUSED, why=why, messages="")
