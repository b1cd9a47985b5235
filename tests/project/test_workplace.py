"""The project stands by itself: no file names the place where it was made."""

from __future__ import annotations

import re

from tests.project.sources import files, name_of

# A letter in brackets, or this file would be the first to be found.
PLACES = re.compile(r"\.\./sh[a]red|/w[o]rk/|/tm[p]/w\b")
PICTURES = (".png", ".svg", ".ico")


def test_no_file_names_a_folder_outside_the_checkout() -> None:
    found = [
        f"{name_of(file)}:{number}: {line.strip()}"
        for file in files()
        if file.suffix not in PICTURES
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if PLACES.search(line)
    ]
    assert found == []
