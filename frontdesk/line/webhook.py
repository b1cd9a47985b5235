"""`POST /line/webhook`: signed, stored, 200. Nothing else happens while LINE waits."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from frontdesk.line import inbox, tasks
from frontdesk.line.events import BodyMalformed, read_body
from frontdesk.line.signature import HEADER, is_signed

logger = logging.getLogger(__name__)

MAX_BYTES = 2 * 1024 * 1024


@csrf_exempt
def webhook(request: HttpRequest) -> HttpResponse:
    """200 once the events are stored. 404 while the channel is off, 401 unsigned, 400 no webhook body, 503 no database.

    The body of a refusal is empty: what was sent is never echoed.
    """
    line = settings.LINE
    if not line.is_on:
        return HttpResponse(status=404)
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    body = _body(request)
    if body is None:
        return HttpResponse(status=413)
    if not is_signed(body, request.headers.get(HEADER), line.channel_secrets):
        return HttpResponse(status=401)
    try:
        read = read_body(body)
    except BodyMalformed as problem:
        logger.warning("line: %s", problem)
        return HttpResponse(status=400)
    try:
        if line.bot_user_id and read.destination != line.bot_user_id:
            inbox.count("body for another bot")
            return HttpResponse()
        if inbox.store(read.events) and line.wakes_by_task:
            tasks.wake()
        for _ in range(read.dropped):
            inbox.count("event that is no object")
    except DatabaseError as error:
        logger.error("line: events could not be stored: %s", type(error).__name__)
        return HttpResponse(status=503)
    return HttpResponse()


def _body(request: HttpRequest) -> bytes | None:
    """The raw body; None when it is too long."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return b""
    if length > MAX_BYTES:
        return None
    return request.read(MAX_BYTES + 1)
