"""`/widget.js`: the chat as a script that any web page may load; who may use the API is decided there."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

BUILT = Path(__file__).parent / "static" / "chat" / "widget.js"
# A mended widget reaches every page within this time.
FRESH_S = 600


@require_safe
@gzip_page
@conditional_page
def widget_script(request: HttpRequest) -> HttpResponse:
    """The built component. It holds no secret and no word of a visitor, so every origin may read it."""
    response = HttpResponse(BUILT.read_bytes(), content_type="text/javascript; charset=utf-8")
    # Scripts of type module are fetched with CORS, even from a page that only runs them.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = f"public, max-age={FRESH_S}"
    return response
