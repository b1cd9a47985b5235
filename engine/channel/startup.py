"""Conditions under which the engine must not start: Rasa would log them and go on, and forget every patient."""

from __future__ import annotations

import ctypes
import gc
import os

from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, RedisTrackerStore, SQLTrackerStore, TrackerStore
from rasa.telemetry import is_telemetry_enabled


class StartRefused(RuntimeError):
    """Raise when a setting is wrong; the message says which and what to do."""


def check(agent: Agent) -> None:
    """Raises `StartRefused` naming the first thing that is not as it must be."""
    if not agent.is_ready():
        raise StartRefused("no trained model is loaded; run `make train` and start again")
    store = _inner(agent.tracker_store)
    if not isinstance(store, (SQLTrackerStore, RedisTrackerStore)):
        raise StartRefused(
            f"the tracker store is {type(store).__name__}, which forgets conversations; "
            "check `tracker_store` in endpoints.yml and RASA_TRACKER_DB_URL"
        )
    if is_telemetry_enabled():
        raise StartRefused("Rasa's telemetry is on; set RASA_TELEMETRY_ENABLED=false")
    if not os.environ.get("ENGINE_SECRET"):
        raise StartRefused("ENGINE_SECRET is not set; give the engine and the front desk the same secret")


def drop_fallback(agent: Agent) -> None:
    """Takes away the memory Rasa writes to when the store fails and never reads: a failing turn must fail aloud.

    Besides, its log message quotes the failing statement, and with it the utterance.
    """
    agent.tracker_store = _inner(agent.tracker_store)
    if agent.processor:
        agent.processor.tracker_store = agent.tracker_store


def give_back_memory() -> None:
    """Returns what loading used and no longer needs to the system, where the C library can (glibc)."""
    gc.collect()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)


def _inner(store: TrackerStore) -> TrackerStore:
    # Rasa always wraps the store in one that falls back to memory without a word.
    while isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
    return store
