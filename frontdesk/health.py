"""Whether the process lives, and whether it can answer visitors."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from frontdesk.conversations import engine
from frontdesk.conversations.models import Conversation


def alive(request: HttpRequest) -> JsonResponse:
    """200 as long as the process serves at all: a supervisor restarts it otherwise."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> JsonResponse:
    """200 when the record can be read and the engine has its model; 503 says what is missing."""
    parts = {"database": _has_record(), "engine": engine.is_ready()}
    is_ready = all(parts.values())
    return JsonResponse({"ready": is_ready, **parts}, status=200 if is_ready else 503)


def _has_record() -> bool:
    try:
        Conversation.objects.exists()
    except DatabaseError:
        return False
    return True
