"""What happened to a booking, as told to staff, visitors and channels."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """The kinds of change. Those in TOLD_TO_VISITOR are the clinic's doing, those in TOLD_TO_STAFF the visitor's."""

    REQUESTED = "requested", "予約の申し込み"
    CONFIRMED = "confirmed", "日時の確定"
    PROPOSED = "proposed", "別の日時の提案"
    DECLINED = "declined", "お断り"
    CANCELLED = "cancelled", "医院による取消"
    RESCHEDULED = "rescheduled", "日時の変更"
    CALLED = "called", "電話連絡"
    COMPLETED = "completed", "完了"
    WITHDRAWN = "withdrawn", "本人による取消"
    CANCEL_ASKED = "cancel_asked", "本人による取消の希望"
    ACCEPTED = "accepted", "提案の承諾"


TOLD_TO_VISITOR = frozenset({Kind.CONFIRMED, Kind.PROPOSED, Kind.DECLINED, Kind.CANCELLED, Kind.RESCHEDULED})
TOLD_TO_STAFF = frozenset({Kind.REQUESTED, Kind.WITHDRAWN, Kind.CANCEL_ASKED, Kind.ACCEPTED})
