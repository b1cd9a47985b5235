"""The page `/chat`: phone and emergency line in the HTML itself, the conversation by script."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clinic.current import current_profile
from frontdesk.chat import sentences


@require_safe
def chat_page(request: HttpRequest) -> HttpResponse:
    """The page; its policy allows our own files only, and framing by the allow-list."""
    profile = current_profile()
    response = render(
        request,
        "chat/page.html",
        {
            "heading": sentences.heading(profile),
            "clinic": profile.clinic,
            "emergency": sentences.EMERGENCY,
            "call_119": sentences.CALL_119,
        },
    )
    response.headers["Content-Security-Policy"] = page_policy()
    return response


def page_policy() -> str:
    """The Content-Security-Policy of the page."""
    ancestors = " ".join(settings.CHAT_FRAME_ANCESTORS) or "'none'"
    own = "; ".join(f"{kind} 'self'" for kind in ("script-src", "style-src", "connect-src", "img-src"))
    return (
        f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}; "
        "require-trusted-types-for 'script'"
    )
