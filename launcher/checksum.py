"""The model's checksum: an archive names classes to import, so it is code and only our own may be loaded."""

from __future__ import annotations

import hashlib
from pathlib import Path


def model_problem(model: Path) -> str | None:
    """What is wrong with the model file, as a sentence; `None` if it is the one that was trained here."""
    if not model.exists():
        return f"{model} is missing; run `make train`"
    noted = model.with_name(model.name + ".sha256")
    if not noted.exists():
        return f"{noted} is missing, so nobody knows whose model this is; run `make train`"
    with model.open("rb") as archive:
        actual = hashlib.file_digest(archive, "sha256").hexdigest()
    # The form sha256sum writes: checksum, blanks, file name.
    if noted.read_bytes().split()[:1] != [actual.encode()]:
        return f"{model} is not the model that was trained (checksum differs); run `make train`"
    return None
