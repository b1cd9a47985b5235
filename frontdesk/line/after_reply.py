"""What follows an answer that arrived: the message is marked read, a group is left. Nothing depends on it."""

from __future__ import annotations

from django.conf import settings
from linebot.v3.messaging.models import MarkMessagesAsReadByTokenRequest

from frontdesk.conversations.models import Conversation
from frontdesk.line.events import Event
from frontdesk.line.models import InboxEvent
from frontdesk.line.platform import messaging, platform

_RAW = {"_preload_content": False, "_request_timeout": (3, 10)}


def run(row: InboxEvent, event: Event) -> None:
    """Marks as read what the assistant fully answered; what waits for staff stays unread in LINE's own chat."""
    if event.chat_kind == "group":
        platform().call("leave", lambda client: messaging(client).leave_group_with_http_info(event.chat_id, **_RAW))
    elif event.chat_kind == "room":
        platform().call("leave", lambda client: messaging(client).leave_room_with_http_info(event.chat_id, **_RAW))
    elif event.read_token and settings.LINE.marks_as_read and _is_done(row):
        request = MarkMessagesAsReadByTokenRequest(markAsReadToken=event.read_token)
        platform().call(
            "read", lambda client: messaging(client).mark_messages_as_read_by_token_with_http_info(request, **_RAW)
        )


def _is_done(row: InboxEvent) -> bool:
    """True when a person of the staff has nothing to do in the conversation."""
    if row.conversation is None:
        return False
    bot = Conversation.objects.filter(pk=row.conversation, mode=Conversation.Mode.BOT, needs_attention_since=None)
    return bot.exists()
