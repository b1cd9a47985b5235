"""How many pushes the month still allows. Replies are free; a push is counted for each person it goes to."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from frontdesk.line.platform import messaging, platform
from frontdesk.line.verdicts import Verdict

# The rest is for urgent symptoms.
MOST_USED = 0.9
FRESH_S = 300.0


@dataclass(frozen=True)
class Quota:
    """The month's limit, None for none, and how much of it is used."""

    limit: int | None
    used: int

    @property
    def has_room(self) -> bool:
        """True when something that is not urgent may be pushed."""
        return self.limit is None or self.used < self.limit * MOST_USED

    @property
    def is_used_up(self) -> bool:
        """True when LINE refuses everything until the month is over."""
        return self.limit is not None and self.used >= self.limit


_known: tuple[float, Quota] | None = None
_lock = threading.Lock()


def quota(*, is_fresh: bool = False) -> Quota | None:
    """The quota, not older than five minutes (asked for anew when it must be fresh); None when LINE does not say."""
    global _known
    with _lock:
        if _known and not is_fresh and time.monotonic() - _known[0] < FRESH_S:
            return _known[1]
        read = _read()
        _known = (time.monotonic(), read) if read else None
        return read


def _read() -> Quota | None:
    raw = {"_preload_content": False, "_request_timeout": (3, 10)}
    limit = platform().call("quota", lambda client: messaging(client).get_message_quota_with_http_info(**raw))
    used = platform().call(
        "quota", lambda client: messaging(client).get_message_quota_consumption_with_http_info(**raw)
    )
    if limit.verdict is not Verdict.ACCEPTED or used.verdict is not Verdict.ACCEPTED:
        return None
    value = limit.content.get("value") if limit.content.get("type") == "limited" else None
    return Quota(int(value) if value is not None else None, int(used.content.get("totalUsage") or 0))
