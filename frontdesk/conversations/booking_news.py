"""What the clinic has decided about a booking, shown in the conversation in which it was asked for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from clinic.bookings.changes import VISITOR
from clinic.bookings.models import Booking
from clinic.bookings.sentences import news
from clinic.current import current_profile
from clinic.signals import booking_changed
from frontdesk.conversations import sentences
from frontdesk.conversations.lease import ConversationGone
from frontdesk.conversations.models import Remark
from frontdesk.conversations.pushes import Reason
from frontdesk.conversations.remarks import remark

PAGE = "予約の確認・取消"


def listen() -> None:
    """From now on news of bookings appear in their conversations."""
    booking_changed.connect(show_news, dispatch_uid="conversations.booking_news")


def show_news(sender: object, booking: int, kind: str, **_: Any) -> None:
    """Shows the news; nothing where there is none for the visitor, or no conversation any more."""
    changed = Booking.objects.filter(pk=booking).first()
    if changed is None or changed.conversation is None:
        return
    latest = changed.history.filter(kind=kind).last()
    if latest is None or latest.by == VISITOR:
        return  # the visitor's own doing, answered where it was done
    try:
        text = news(changed, kind)
    except (KeyError, ValueError):
        return  # nothing that a visitor is told
    path = changed.page_path(timezone.now())
    href = settings.PUBLIC_URL + path if settings.PUBLIC_URL.startswith("https://") else path
    links = [{"title": PAGE, "href": href}, sentences.call_link(current_profile())]
    try:
        bubble = {"text": text, "links": links}
        remark(changed.conversation, Remark.Author.STAFF, bubble, by="system", reason=Reason.BOOKING)
    except ConversationGone:
        pass  # erased by the visitor; the booking's own page and mail still tell
