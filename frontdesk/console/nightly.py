"""What the clock asks the worker for once a night."""

from __future__ import annotations

from datetime import datetime

from frontdesk.console.tasks import group_unanswered
from frontdesk.conversations.daily import run_if_due


def regroup_nightly() -> int:
    """1 when the unanswered questions are to be grouped anew tonight and nobody has asked for it yet."""
    return run_if_due("unanswered", _ask)


def _ask(now: datetime) -> int:
    group_unanswered.enqueue()
    return 1
