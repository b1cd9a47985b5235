"""The small project, the rules of the real words.yml, and two clinics."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinic.profile import Profile
from data_checks.profiles import empty_profile, full_profile
from data_checks.words import Words, load_words
from tests.data_checks.small_project import ROOT, SmallProject, make_small_project


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    return make_small_project(tmp_path)


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words(ROOT)


@pytest.fixture(scope="session")
def empty_clinic() -> Profile:
    return empty_profile()


@pytest.fixture(scope="session")
def full_clinic() -> Profile:
    return full_profile()
