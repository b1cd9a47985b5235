"""Whether the process lives, and whether it can answer visitors."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from frontdesk.conversations import engine
from frontdesk.conversations.models import Conversation
from frontdesk.line.health import keeps_up


def alive(request: HttpRequest) -> JsonResponse:
    """200 as long as the process serves at all: a supervisor restarts it otherwise."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> JsonResponse:
    """200 when the record can be read and the engine has its model; 503 says what is missing.

    While LINE is on, its events must not wait for long either.
    """
    has_record = _has_record()
    parts = {"database": has_record, "engine": engine.is_ready()}
    if settings.LINE.is_on:
        parts["line"] = has_record and keeps_up()
    is_ready = all(parts.values())
    return JsonResponse({"ready": is_ready, **parts}, status=200 if is_ready else 503)


def _has_record() -> bool:
    try:
        Conversation.objects.exists()
    except DatabaseError:
        return False
    return True
