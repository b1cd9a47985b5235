"""The engine does not start where Rasa would only log a warning and then forget every patient."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import (
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    RedisTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.domain import Domain

from engine.channel.startup import StartRefused, check, drop_fallback
from tests.engine.channel.running_engine import RunningEngine


def sql() -> TrackerStore:
    return SQLTrackerStore(Domain.empty(), db="")


def redis() -> TrackerStore:
    return RedisTrackerStore(Domain.empty())


def memory() -> TrackerStore:
    return InMemoryTrackerStore(Domain.empty())


def agent(model: Path, store: TrackerStore) -> Agent:
    """An agent with a model; Rasa wraps the store."""
    return Agent.load(str(model), tracker_store=store)


@pytest.mark.parametrize("store", [sql, redis])
def test_a_store_that_remembers_is_accepted(small_model: Path, store: type) -> None:
    check(agent(small_model, store()))


def test_memory_as_tracker_store_is_refused(small_model: Path) -> None:
    with pytest.raises(StartRefused, match=r"InMemoryTrackerStore, which forgets conversations; .*RASA_TRACKER_DB_URL"):
        check(agent(small_model, memory()))


def test_a_missing_model_is_refused(rasa_environment: None) -> None:
    with pytest.raises(StartRefused, match="no trained model is loaded; run `make train`"):
        check(Agent(tracker_store=sql()))


@pytest.mark.parametrize("value", ["true", "True"])
def test_telemetry_is_refused(small_model: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", value)
    with pytest.raises(StartRefused, match="set RASA_TELEMETRY_ENABLED=false"):
        check(agent(small_model, sql()))


@pytest.mark.parametrize("value", [None, ""], ids=["not set", "empty"])
def test_a_missing_secret_is_refused(small_model: Path, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv("ENGINE_SECRET")
    else:
        monkeypatch.setenv("ENGINE_SECRET", value)
    with pytest.raises(StartRefused, match="ENGINE_SECRET is not set"):
        check(agent(small_model, sql()))


def test_a_refused_start_raises_out_of_the_server(
    small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa's process ends with exit code 1 when a listener raises."""
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    running = RunningEngine(small_model, tmp_path)
    with pytest.raises(StartRefused, match="telemetry"):
        running.start()
    running.stop()


def test_the_store_has_no_fallback_to_memory_once_started(small_model: Path) -> None:
    started = agent(small_model, FailSafeTrackerStore(sql()))
    drop_fallback(started)
    assert isinstance(started.tracker_store, SQLTrackerStore)
    assert started.processor is not None
    assert started.processor.tracker_store is started.tracker_store
