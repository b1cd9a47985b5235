"""`python -m tests.frontdesk.console.on_postgres`: the console's searches, lists and figures on the database of DATABASE_URL.

Prints one line a result; test_postgres.py runs it against a PostgreSQL of its own.
"""

from __future__ import annotations

import sys
from datetime import timedelta

import django

SEARCHES = ("ひざ", "膝 痛い", "いたかった", "ＢＭＥ", "100%", "存在しない")
PAGES = (
    "", "conversations/", "conversations/?unread=1&red=any&outcome=fallback&conf_max=0.5", "queue/", "unanswered/",
    "training/", "metrics/", "settings/", "settings/audit", "settings/users",
)  # fmt: skip


def main() -> int:
    """The exit code."""
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from frontdesk.console.learning.grouping import regroup
    from frontdesk.console.lists.filters import Filters
    from frontdesk.console.lists.selection import select
    from frontdesk.console.roles import Role
    from frontdesk.privacy.audit import Origin
    from frontdesk.privacy.retention import purge
    from tests.frontdesk.console.staff import conversation, signed_in

    call_command("migrate", verbosity=0)
    conversation("ひざが痛くて歩けません", "BME療法は100%治りますか", outcome="fallback")
    conversation("靴の選び方")
    for q in SEARCHES:
        sys.stdout.write(f"{q}: {select(Filters(q=q), 'x').count()}\n")
    sys.stdout.write(f"groups: {regroup()}\n")
    client = signed_in("chief", Role.MANAGER)
    for page in PAGES:
        sys.stdout.write(f"{page}: {client.get(f'/console/{page}', headers={'Host': '127.0.0.1'}).status_code}\n")
    purged = purge(timezone.now() + timedelta(days=91), origin=Origin.COMMAND)
    sys.stdout.write(f"purged: {purged['words that staff see']}\n")
    sys.stdout.write(f"ひざ: {select(Filters(q='ひざ'), 'x').count()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
