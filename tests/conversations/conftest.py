"""One running system for all conversations, and a new visitor for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.conversations.line.desk import line_environment
from tests.conversations.system import RunningSystem, SystemFailed, running_system
from tests.conversations.visitor import Visitor, browser
from tests.frontdesk.line.fake_line import FakeLine


@pytest.fixture(scope="session")
def line_platform() -> Iterator[FakeLine]:
    """The fake LINE platform that the system talks to."""
    fake = FakeLine()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory, line_platform: FakeLine) -> Iterator[RunningSystem]:
    """The system, started once, with LINE on; it must also stop without a fault."""
    with ExitStack() as stack:
        try:
            running = stack.enter_context(
                running_system(tmp_path_factory.mktemp("system"), line_environment(line_platform))
            )
        except SystemFailed as failure:
            pytest.exit(str(failure), returncode=1)  # once, not for each conversation
        yield running
    assert running.launcher.returncode == 0


@pytest.fixture(scope="session")
def http(system: RunningSystem) -> Iterator[httpx.Client]:
    """Connections to the front desk."""
    with browser(system.url) as client:
        yield client


@pytest.fixture
def visitor(http: httpx.Client) -> Visitor:
    """A visitor who has just opened the chat."""
    return Visitor(http)


@pytest.fixture
def new_visitor(http: httpx.Client) -> Callable[[], Visitor]:
    """For tests with several visitors."""
    return lambda: Visitor(http)
