"""A desk of processes that keeps running, and people who write to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conversations.line.desk import Desk
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.line.fake_line import FakeLine
from tests.frontdesk.line.patient import Patient


@pytest.fixture(scope="module")
def line() -> Iterator[FakeLine]:
    """The fake platform."""
    fake = FakeLine()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture(scope="module")
def engine() -> Iterator[FakeEngine]:
    """An engine that echoes, as slowly as a test says."""
    fake = FakeEngine()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, line: FakeLine, engine: FakeEngine) -> Iterator[Desk]:
    """Web process and worker, running."""
    desk = Desk(_folder(tmp_path_factory), line, engine)
    desk.migrate()
    desk.start("web", "worker")
    yield desk
    desk.stop()


@pytest.fixture
def new_patient(desk: Desk, line: FakeLine) -> Callable[[], Patient]:
    """Somebody who writes to the desk."""
    return lambda: Patient(line, desk.post)


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("desk")
