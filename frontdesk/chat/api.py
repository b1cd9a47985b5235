"""What every call of the API goes through: origin, method, limit by address, and errors as Japanese JSON."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from django.views import View

from frontdesk.chat import limits, origins
from frontdesk.chat.errors import ApiError, error_response
from frontdesk.chat.tokens import read_token

logger = logging.getLogger(__name__)


class ApiView(View):
    """A view whose methods return JSON and raise ApiError; whatever goes wrong, the visitor reads a sentence."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = self._respond(request, *args, **kwargs)
        except ApiError as error:
            response = error_response(error)
        except DatabaseError as error:
            # The kind only: the message of a database error can quote a row.
            logger.error("%s %s: database: %s", request.method, request.path, type(error).__name__)
            response = error_response(ApiError("unavailable", retry_after_s=5))
        except Exception as error:
            logger.error("%s %s: %s", request.method, request.path, _place_of(error))
            response = error_response(ApiError("unavailable", retry_after_s=5))
        if response.status_code == 405:
            response.headers["Allow"] = ", ".join(self._allowed_methods())
        patch_cache_control(response, no_store=True)
        return origins.allow_origin(request, response)

    def _respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not origins.may_call(request):
            raise ApiError("origin")
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return origins.preflight_response()
        handler = getattr(self, (request.method or "").lower(), None)
        if request.method not in self._allowed_methods() or handler is None:
            raise ApiError("method")
        limits.count("RATE_LIMIT_REQUESTS_PER_ADDRESS", limits.address_of(request))
        response: HttpResponse = handler(request, *args, **kwargs)
        return response

    def _allowed_methods(self) -> list[str]:
        return [method for method in ("GET", "POST", "DELETE") if hasattr(self, method.lower())]


def conversation_of(request: HttpRequest) -> uuid.UUID:
    """The conversation that the request's bearer token opens. Raises ApiError token."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    conversation = read_token(token.strip()) if scheme.lower() == "bearer" else None
    if conversation is None:
        raise ApiError("token")
    return conversation


def json_response(content: dict[str, Any]) -> JsonResponse:
    """The content as JSON with readable Japanese."""
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """For requests that Django itself refuses, such as an unknown host name."""
    return error_response(ApiError("invalid"))


def answer_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """For addresses that do not exist."""
    return error_response(ApiError("not_found"))


def answer_server_error(request: HttpRequest) -> HttpResponseBase:
    """For a fault in a page."""
    return error_response(ApiError("unavailable"))


def _place_of(error: Exception) -> str:
    """The kind of the error and the line that raised it, without its message, which can quote an utterance."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    return type(error).__name__ + place
