"""What every page of the console shows around its content."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

from frontdesk.console.roles import Right, rights_of

# In this order in the navigation; each with the right that its page needs.
SCREENS = (
    ("console-today", "今日", Right.READ),
    ("console-conversations", "会話一覧", Right.READ),
    ("console-queue", "引き継ぎ・予約", Right.HANDLE),
    ("console-unanswered", "未回答", Right.TEACH),
    ("console-training", "学習データ", Right.TEACH),
    ("console-metrics", "集計", Right.READ),
    ("console-settings", "設定", Right.READ),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation and rights; nothing on other pages."""
    if not request.path.startswith(settings.CONSOLE_PATH) or not hasattr(request, "user"):
        return {}
    # Before the second factor there is nothing to go to.
    is_inside = request.user.is_authenticated and is_mfa_enabled(request.user)
    rights = rights_of(request.user) if is_inside else frozenset()
    here = getattr(request.resolver_match, "url_name", "") or ""
    return {
        "screens": [(name, title, here.startswith(name)) for name, title, right in SCREENS if right in rights],
        "may": {right.value: right in rights for right in Right},
        "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
    }
