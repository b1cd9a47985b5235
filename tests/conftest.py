"""What needs the engine's environment is not collected in the other one; and the database of all tests is a file."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

collect_ignore = [] if find_spec("rasa") else ["engine", "nlu"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file instead of memory: only there do threads meet each other's locks, and erased rows leave traces."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("record") / "frontdesk.sqlite3")
