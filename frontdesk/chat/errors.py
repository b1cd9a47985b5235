"""The one form in which the API refuses: `{"error": {"code", "message"}}` in Japanese."""

from __future__ import annotations

import math

from django.http import JsonResponse

from clinic.current import current_profile
from frontdesk.chat.sentences import error_message

STATUS = {
    "invalid_json": 400,
    "invalid": 400,
    "empty": 400,
    "unknown_payload": 400,
    "token": 401,
    "origin": 403,
    "not_found": 404,
    "method": 405,
    "too_long": 413,
    "too_many": 429,
    "busy": 429,
    "unavailable": 503,
}


class ApiError(Exception):
    """Raised wherever a request cannot be served; `code` is a key of STATUS and has its sentence."""

    def __init__(self, code: str, retry_after_s: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_s = retry_after_s


def error_response(error: ApiError) -> JsonResponse:
    """The error as a response, with Retry-After in whole seconds when waiting helps."""
    message = error_message(error.code, current_profile())
    response = JsonResponse(
        {"error": {"code": error.code, "message": message}},
        status=STATUS[error.code],
        json_dumps_params={"ensure_ascii": False},
    )
    if error.retry_after_s is not None:
        response.headers["Retry-After"] = str(max(1, math.ceil(error.retry_after_s)))
    return response
