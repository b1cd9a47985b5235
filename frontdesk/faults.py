"""What is answered for an address that does not exist or a fault: JSON to the chat, a page to staff."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from frontdesk.chat import api
from frontdesk.console import refusals


def answer_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """For addresses that do not exist."""
    if request.path.startswith(settings.CONSOLE_PATH):
        return refusals.not_found(request)
    return api.answer_not_found(request, exception)


def answer_server_error(request: HttpRequest) -> HttpResponseBase:
    """For a fault in a page."""
    if request.path.startswith(settings.CONSOLE_PATH):
        return refusals.failed(request)
    return api.answer_server_error(request)
