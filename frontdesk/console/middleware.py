"""Middleware of the console. Outside /console/ none of it runs: the chat knows neither session nor cookie.

Factories of other packages are wrapped, so that Django sees theirs (with its hooks) only for the console's addresses.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
HOOKS = ("process_view", "process_exception", "process_template_response")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# What a page asks for by itself keeps no session alive: nobody may be sitting there.
BY_ITSELF = "X-Console-Poll"
# So often at most the time of the last click is written.
NOTED_EVERY_S = 60


def _is_console(request: HttpRequest) -> bool:
    return request.path.startswith(settings.CONSOLE_PATH)


def _below_console(factory: Callable[[GetResponse], Any]) -> Callable[[GetResponse], GetResponse]:
    def wrapped(get_response: GetResponse) -> GetResponse:
        inner = factory(get_response)

        def respond(request: HttpRequest) -> HttpResponse:
            response: HttpResponse = (inner if _is_console(request) else get_response)(request)
            return response

        for hook in HOOKS:
            if hasattr(inner, hook):
                setattr(respond, hook, _hook(getattr(inner, hook)))
        return respond

    return wrapped


def _hook(inner: Callable[..., Any]) -> Callable[..., Any]:
    return lambda request, *args, **kwargs: inner(request, *args, **kwargs) if _is_console(request) else None


def _later(path: str) -> Callable[[GetResponse], Any]:
    """The factory under this name, looked up when the chain is built: the apps are ready then."""
    return lambda get_response: import_string(path)(get_response)


sessions = _below_console(_later("django.contrib.sessions.middleware.SessionMiddleware"))
csrf = _below_console(_later("django.middleware.csrf.CsrfViewMiddleware"))
authentication = _below_console(_later("django.contrib.auth.middleware.AuthenticationMiddleware"))
messages = _below_console(_later("django.contrib.messages.middleware.MessageMiddleware"))
htmx = _below_console(_later("django_htmx.middleware.HtmxMiddleware"))
lockout = _below_console(_later("axes.middleware.AxesMiddleware"))


@_below_console
def headers(get_response: GetResponse) -> GetResponse:
    """The console's policy, and nothing kept by a browser or a proxy."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        patch_cache_control(response, no_store=True, private=True)
        return response

    return respond


@_below_console
def session_limits(get_response: GetResponse) -> GetResponse:
    """Ends a session after SESSION_IDLE without a click, and after SESSION_LONGEST in any case."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            since, seen = (_moment(request, name) or now for name in ("signed_in_at", "seen_at"))
            if now - since > settings.SESSION_LONGEST or now - seen > settings.SESSION_IDLE:
                logout(request)
            elif BY_ITSELF not in request.headers:
                _note(request, since, seen, now)
        return get_response(request)

    return respond


def _moment(request: HttpRequest, name: str) -> datetime | None:
    value = request.session.get(name)
    return datetime.fromisoformat(value) if value else None


def _note(request: HttpRequest, since: datetime, seen: datetime, now: datetime) -> None:
    if "seen_at" not in request.session or (now - seen).total_seconds() > NOTED_EVERY_S:
        request.session["signed_in_at"] = since.isoformat()
        request.session["seen_at"] = now.isoformat()
