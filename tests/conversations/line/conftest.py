"""A desk of processes that keeps running, and people who write to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.conversations.line.desk import Desk
from tests.conversations.line.friend import Friend, posting
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


@pytest.fixture
def new_friend(http: httpx.Client, line_platform: FakeLine) -> Callable[[], Friend]:
    """Somebody who has added the clinic and agreed to the notice."""

    def friend() -> Friend:
        one = Friend(line_platform, posting(http))
        one.hears(lambda: one.send(one.event("follow", follow={"isUnblocked": False})))
        one.taps("v1;line;consent")
        return one

    return friend


@pytest.fixture
def friend(new_friend: Callable[[], Friend]) -> Friend:
    return new_friend()


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("desk")
