"""Running engines: one for all tests of a module, and a fresh one for those that break it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sanic import Sanic

from tests.engine.channel.running_engine import SECRET, RunningEngine


@pytest.fixture(autouse=True, scope="package")
def engine_environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENGINE_SECRET", SECRET)
        # Sanic rewrites its own methods at the first start, and again at the next only in this mode.
        patch.setattr(Sanic, "test_mode", True)
        yield


@pytest.fixture(scope="package")
def engine(
    small_model: Path, engine_environment: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningEngine]:
    running = RunningEngine(small_model, tmp_path_factory.mktemp("engine"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def fresh_engine(small_model: Path, tmp_path: Path) -> Iterator[RunningEngine]:
    running = RunningEngine(small_model, tmp_path)
    running.start()
    yield running
    running.stop()
