"""`/api/chat/session`: opening a conversation and erasing it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime

from clinic.current import current_profile
from frontdesk.chat import limits, sentences
from frontdesk.chat.api import ApiView, conversation_of, json_response
from frontdesk.chat.tokens import issue_token
from frontdesk.conversations.erasure import erase_conversation
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.transcript import open_conversation
from frontdesk.privacy.audit import VISITOR, Origin


class SessionView(ApiView):
    """POST begins a conversation, DELETE erases it and all that was said in it."""

    def post(self, request: HttpRequest) -> HttpResponse:
        limits.count("RATE_LIMIT_SESSIONS_PER_ADDRESS", limits.address_of(request))
        opening = sentences.opening(current_profile(), settings.TRANSCRIPT_RETENTION_DAYS)
        conversation = open_conversation(Conversation.Channel.WEB, opening)
        token, ends_at = issue_token(conversation.id)
        return json_response(
            {"token": token, "expires_at": localtime(ends_at).isoformat(), "messages": conversation.opening}
        )

    def delete(self, request: HttpRequest) -> HttpResponse:
        erase_conversation(conversation_of(request), who=VISITOR, origin=Origin.WEB)
        return HttpResponse(status=204)
