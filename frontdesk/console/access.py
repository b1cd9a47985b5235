"""The door of every page of the console: signed in, second factor, right, method; in this order."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from frontdesk.console.refusals import refuse
from frontdesk.console.roles import Right, rights_of, roles_of, who_may

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django_htmx.middleware import HtmxDetails

    class StaffRequest(HttpRequest):
        """A request that has passed the door."""

        user: User
        htmx: HtmxDetails
else:
    StaffRequest = HttpRequest

View = Callable[..., HttpResponseBase]


def needs(right: Right, *methods: str, again: bool = False) -> Callable[[View], View]:
    """Lets in whoever has the right; `again` asks for the password or key once more if that was a while ago.

    The decorated view carries `right` and `methods`, by which a test knows what it must refuse.
    """
    allowed = methods or ("GET",)

    def decorate(view: View) -> View:
        inner = reauthentication_required(view) if again else view

        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refusal = _refusal(request, right, allowed)
            return refusal if refusal is not None else inner(request, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        guarded.methods = allowed  # type: ignore[attr-defined]
        return guarded

    return decorate


def _refusal(request: StaffRequest, right: Right, methods: tuple[str, ...]) -> HttpResponse | None:
    person: User | AnonymousUser = request.user
    if not person.is_authenticated:
        return to_sign_in(request)
    if not is_mfa_enabled(request.user):
        return HttpResponse(status=401) if request.htmx else redirect("mfa_index")
    if right not in rights_of(request.user):
        what = f"この操作には{who_may(right)}の権限が必要です。管理者にご相談ください。"
        if not roles_of(request.user):
            what = "まだ権限がありません。管理者にご相談ください。"
        return refuse(request, 403, what)
    if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
        return HttpResponseNotAllowed(methods)
    return None


def to_sign_in(request: StaffRequest) -> HttpResponse:
    """The way to the sign-in page and back; a part of a page that asks by itself makes the whole page go there."""
    if request.htmx:
        return HttpResponse(status=401, headers={"HX-Refresh": "true"})
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/console/")
