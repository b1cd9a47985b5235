"""Settings are typed, and every mistake in them is reported before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinic.database import database_settings
from clinic.environment import Environment, EnvironmentProblems


def test_defaults_hold_where_nothing_is_set() -> None:
    environment = Environment({})
    assert environment.text("A", "x") == "x"
    assert environment.words("A", ["x"]) == ["x"]
    assert environment.flag("A", default=True) is True
    assert environment.number("A", 3, least=1, most=5) == 3
    assert environment.secret("A", development="known") == "known"
    environment.check()


def test_values_are_read_in_their_type() -> None:
    environment = Environment({"A": " x ", "B": "a, b,", "C": "1", "D": "2.5"})
    assert environment.text("A", "") == "x"
    assert environment.words("B", []) == ["a", "b"]
    assert environment.flag("C", default=False) is True
    assert environment.number("D", 3, least=1, most=5) == 2.5


def test_all_mistakes_are_reported_at_once_and_quoted() -> None:
    environment = Environment({"A": "ja", "B": "viel", "C": "99", "PRODUCTION": "1", "SECRET": "short"})
    environment.flag("A", default=False)
    environment.number("B", 3, least=1, most=5)
    environment.number("C", 3, least=1, most=5)
    environment.secret("SECRET", development="known")
    with pytest.raises(EnvironmentProblems) as raised:
        environment.check()
    assert str(raised.value).splitlines() == [
        'A: "ja" is neither 1 nor 0',
        'B: "viel" is no number',
        "C: 99 is outside 1 to 5",
        "SECRET: in production a secret of 32 characters or more must be set",
    ]


def test_production_accepts_a_long_secret() -> None:
    environment = Environment({"PRODUCTION": "1", "SECRET": "s" * 32})
    assert environment.secret("SECRET", development="known") == "s" * 32
    environment.check()


def test_a_relative_sqlite_file_counts_from_the_root_and_its_folder_is_made(tmp_path: Path) -> None:
    settings = database_settings("sqlite:///var/x.sqlite3", tmp_path)
    assert settings["NAME"] == str(tmp_path / "var" / "x.sqlite3")
    assert (tmp_path / "var").is_dir()
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]
    assert "secure_delete=ON" in settings["OPTIONS"]["init_command"]


def test_an_absolute_sqlite_file_is_taken_as_it_is(tmp_path: Path) -> None:
    assert database_settings(f"sqlite:///{tmp_path}/x.sqlite3", Path("/nowhere"))["NAME"] == f"{tmp_path}/x.sqlite3"


def test_a_postgresql_address_is_taken_apart() -> None:
    settings = database_settings("postgresql://user:p%40ss@db:5433/desk", Path("/"))
    expected = {"NAME": "desk", "USER": "user", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433"}
    assert expected.items() <= settings.items()


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///", "postgresql://", "nonsense"])
def test_another_address_is_explained(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        database_settings(url, tmp_path)
