"""The small assistant, trained once; Rasa is imported only by the tests that ask for it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.small_assistant import train_small_assistant


@pytest.fixture(scope="session")
def rasa_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No telemetry, a training cache of this run's own, and no utterances on the screen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASA_TELEMETRY_ENABLED", "false")
        patch.setenv("RASA_CACHE_DIRECTORY", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")
        from rasa.utils.log_utils import configure_structlog

        configure_structlog(logging.ERROR)
        yield


@pytest.fixture(scope="session")
def small_model(rasa_environment: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model file of the small assistant."""
    return train_small_assistant(tmp_path_factory.mktemp("small_assistant"))
