"""Django for the actions: the clinic's tables and its profile, and database calls off the event loop."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import django
from asgiref.sync import sync_to_async
from django.apps import apps
from django.db import connections

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()


async def in_database[**P, R](call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What `call` returns, run in a thread with a connection of its own. Raises what it raises."""
    return await sync_to_async(_with_own_connection, thread_sensitive=False)(partial(call, *args, **kwargs))


def _with_own_connection[R](call: Callable[[], R]) -> R:
    """A thread of the pool may not be met again, so its connection ends with the call."""
    try:
        return call()
    finally:
        connections.close_all()
