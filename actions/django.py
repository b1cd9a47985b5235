"""Django for the actions: the clinic's tables and its profile, and database calls off the event loop."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import django
from asgiref.sync import sync_to_async
from django.apps import apps
from django.db import close_old_connections

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()


async def in_database[**P, R](call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What `call` returns, run in a thread of its own with a connection that is alive. Raises what it raises."""
    return await sync_to_async(_with_live_connection, thread_sensitive=False)(partial(call, *args, **kwargs))


def _with_live_connection[R](call: Callable[[], R]) -> R:
    close_old_connections()
    try:
        return call()
    finally:
        close_old_connections()
