"""Which web pages may call the API from a browser: our own, and those of the allow-list (for the script widget)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

METHODS = "GET, POST, DELETE"


def may_call(request: HttpRequest) -> bool:
    """True without an Origin (no browser, or a plain GET of our own page), from our own host, or from the list."""
    origin = request.headers.get("Origin")
    return origin is None or origin in settings.CHAT_ALLOWED_ORIGINS or urlsplit(origin).netloc == request.get_host()


def allow_origin(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response, readable for the calling page."""
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("Origin")
    if origin in settings.CHAT_ALLOWED_ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
    return response


def preflight_response() -> HttpResponse:
    """The answer to a browser that asks beforehand what it may send."""
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Authorization, Content-Type",
            "Access-Control-Max-Age": "600",
        },
    )
