"""Who signed in and out, and who failed to: in the audit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from frontdesk.chat.limits import address_of
from frontdesk.privacy import audit


def note_sign_ins() -> None:
    """From now on each is an entry of the audit."""
    user_logged_in.connect(_signed_in, dispatch_uid="console-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="console-signed-out")
    user_login_failed.connect(_failed, dispatch_uid="console-sign-in-failed")


def account_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account that somebody tries to sign in to, by which failures are counted."""
    given = (credentials or {}).get("username") or request.POST.get("login", "")
    return str(given)[:150]


def _signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    _note(audit.What.SIGN_IN, user.get_username(), request)


def _signed_out(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _note(audit.What.SIGN_OUT, user.get_username(), request)


def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Known accounts by name only: what was typed as a name may be a password."""
    name = str(credentials.get("username") or "")
    known = User.objects.filter(username=name).exists()
    _note(audit.What.SIGN_IN_FAILED, name if known else "unknown", request)


def _note(what: audit.What, who: str, request: HttpRequest | None) -> None:
    address = address_of(request) if request is not None else ""
    audit.note(what, who=who[:64], origin=audit.Origin.CONSOLE, address=address)
