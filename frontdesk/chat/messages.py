"""`/api/chat/messages`: sending a message and reading what was said."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from clinic.current import current_profile
from frontdesk.chat import limits, sentences
from frontdesk.chat.api import ApiView, conversation_of, json_response
from frontdesk.chat.bodies import SentMessage, sent_message
from frontdesk.chat.errors import ApiError
from frontdesk.conversations.engine import PayloadRefused
from frontdesk.conversations.lease import ConversationBusy, ConversationGone
from frontdesk.conversations.transcript import messages_after
from frontdesk.conversations.turns import answer
from frontdesk.conversations.utterances import (
    PayloadMalformed,
    Utterance,
    UtteranceEmpty,
    UtteranceTooLong,
    tapped,
    typed,
)

MESSAGE_ID = re.compile(r"[0-9]{1,9}")


class MessagesView(ApiView):
    """POST takes a turn, GET returns what was said after a message."""

    def post(self, request: HttpRequest) -> HttpResponse:
        conversation = conversation_of(request)
        limits.count("RATE_LIMIT_MESSAGES_PER_SESSION", conversation.hex)
        utterance = _utterance(sent_message(request))
        try:
            answered = answer(conversation, utterance, sentences.apology(current_profile()))
        except ConversationGone:
            raise ApiError("token") from None
        except ConversationBusy:
            raise ApiError("busy", retry_after_s=2) from None
        except PayloadRefused:
            raise ApiError("unknown_payload") from None
        return json_response({"messages": answered.messages, "mode": answered.mode})

    def get(self, request: HttpRequest) -> HttpResponse:
        conversation = conversation_of(request)
        limits.count("RATE_LIMIT_READS_PER_SESSION", conversation.hex)
        after = request.GET.get("after", "0")
        if not MESSAGE_ID.fullmatch(after):
            raise ApiError("invalid")
        try:
            messages, mode = messages_after(conversation, int(after))
        except ConversationGone:
            raise ApiError("token") from None
        return json_response({"messages": messages, "mode": mode})


def _utterance(message: SentMessage) -> Utterance:
    try:
        if message.payload is not None:
            return tapped(message.id, message.payload)
        return typed(message.id, message.text or "")
    except UtteranceEmpty:
        raise ApiError("empty") from None
    except UtteranceTooLong:
        raise ApiError("too_long") from None
    except PayloadMalformed:
        raise ApiError("unknown_payload") from None
