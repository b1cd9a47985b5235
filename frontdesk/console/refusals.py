"""How the console says no: a page with a sentence and the way on; the same in a part of a page."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

TITLES = {
    403: "権限がありません",
    404: "見つかりません",
    409: "先に変更されています",
    422: "入力を確かめてください",
    429: "しばらくお待ちください",
    500: "エラーが起きました",
}


def refuse(request: HttpRequest, status: int, what: str) -> HttpResponse:
    """A page that says what is wrong; `what` is a Japanese sentence for staff."""
    return render(request, "console/refusal.html", {"title": TITLES[status], "what": what}, status=status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form without its token: an old tab, or another site."""
    return refuse(request, 403, "この画面は古くなっています。前の画面を開き直してから、もう一度操作してください。")


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """For an account after five wrong passwords."""
    what = "パスワードの間違いが5回続いたため、このアカウントは15分間ログインできません。パスキーをお持ちなら、パスキーでログインできます。"
    return refuse(request, 429, what)


def not_found(request: HttpRequest) -> HttpResponse:
    """For an address that leads nowhere, or to something erased."""
    return refuse(request, 404, "この画面はありません。会話なら、保存期間が過ぎたか、消去されています。")


def failed(request: HttpRequest) -> HttpResponse:
    """For a fault of ours: a number that finds the line in the log."""
    number = secrets.token_hex(4)
    logger.error("%s %s: fault %s", request.method, request.path, number)
    return refuse(
        request,
        500,
        f"操作は完了していません。もう一度お試しください。続くときは、この番号を担当者にお知らせください: {number}",
    )
