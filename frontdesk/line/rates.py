"""How often LINE may be called, by endpoint: staying below is our part, LINE answers 429 above.

Source: LINE Developers, "Messaging API reference", rate limits (read 2026-11-22).
"""

from __future__ import annotations

from limits import RateLimitItemPerHour, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

RATES = {
    "loading": RateLimitItemPerSecond(100),
    "richmenu/list": RateLimitItemPerSecond(10),
    "richmenu/create": RateLimitItemPerHour(100),
    "richmenu/delete": RateLimitItemPerHour(100),
    "webhook/test": RateLimitItemPerHour(60),
}
OTHER = RateLimitItemPerSecond(2000)

_limiter = FixedWindowRateLimiter(MemoryStorage())


def has_room(endpoint: str) -> bool:
    """Counts one call of this process; false when LINE would refuse it."""
    return _limiter.hit(RATES.get(endpoint, OTHER), endpoint)
