"""Only the model that was trained here is loaded; every other case is a sentence that says what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from launcher.checksum import model_problem

CONTENT = b"a trained model"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def model(folder: Path, noted: bytes | None) -> Path:
    """A model file with this checksum file beside it."""
    path = folder / "assistant.tar.gz"
    path.write_bytes(CONTENT)
    if noted is not None:
        (folder / "assistant.tar.gz.sha256").write_bytes(noted)
    return path


@pytest.mark.parametrize(
    "noted",
    [
        pytest.param(f"{SHA256}  assistant.tar.gz\n".encode(), id="as sha256sum writes it"),
        pytest.param(SHA256.encode(), id="checksum alone"),
    ],
)
def test_the_trained_model_is_no_problem(tmp_path: Path, noted: bytes) -> None:
    assert model_problem(model(tmp_path, noted)) is None


@pytest.mark.parametrize(
    ("noted", "problem"),
    [
        pytest.param(None, "so nobody knows whose model this is", id="no checksum file"),
        pytest.param(hashlib.sha256(b"another").hexdigest().encode(), "checksum differs", id="another model"),
        pytest.param(b"", "checksum differs", id="empty checksum file"),
        pytest.param("膝\n".encode(), "checksum differs", id="no checksum in it"),
        pytest.param(SHA256.upper().encode()[:-1], "checksum differs", id="cut short"),
    ],
)
def test_any_other_model_is_refused_and_training_advised(tmp_path: Path, noted: bytes | None, problem: str) -> None:
    found = model_problem(model(tmp_path, noted))
    assert found is not None
    assert problem in found
    assert found.endswith("run `make train`")


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "assistant.tar.gz"
    assert model_problem(path) == f"{path} is missing; run `make train`"
