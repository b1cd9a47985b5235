"""How often one session or one address may ask.

Per address before the token is looked at, so that guessing tokens is limited too; per session after it. Counted in
memory (one process) or in Redis (several); addresses are kept nowhere else.
"""

from __future__ import annotations

import time
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItem, parse_many
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from frontdesk.chat.errors import ApiError


def count(limit: str, who: str) -> None:
    """Counts one request of `who` under the named limit. Raises ApiError too_many when there have been enough."""
    for item in _items(settings.RATE_LIMITS[limit]):
        if not limiter().hit(item, limit, who):
            reset_time = limiter().get_window_stats(item, limit, who).reset_time
            raise ApiError("too_many", retry_after_s=reset_time - time.time())


def address_of(request: HttpRequest) -> str:
    """The visitor's address: as many steps back in X-Forwarded-For as there are proxies of ours."""
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(hops) >= settings.TRUSTED_PROXIES:
            return hops[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


@cache
def _items(limit: str) -> list[RateLimitItem]:
    return parse_many(limit)


@cache
def limiter() -> MovingWindowRateLimiter:
    """The process's one counter."""
    return MovingWindowRateLimiter(storage_from_string(settings.RATE_LIMIT_STORAGE))
