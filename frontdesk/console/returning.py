"""Where a person is after an action: back where it was pressed, with a sentence about what happened."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from frontdesk.console.access import StaffRequest


def back(request: StaffRequest, elsewhere: str, said: str = "", *, is_problem: bool = False) -> HttpResponse:
    """To the form's `next` if that is a page of ours, else to `elsewhere`."""
    if said:
        (messages.error if is_problem else messages.success)(request, said)
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/console/") and url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return redirect(wanted if is_ours else elsewhere)
