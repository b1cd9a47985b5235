"""Whatever stands in a file, the check names it and goes on: one odd value must not hide the other mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.data_checks.small_project import TOPIC_FILE, SmallProject

FILES = [TOPIC_FILE, "domain.yml", "topics.yml", "tests/nlu/held_out/first.yml"]
ODD_VALUES: list[Any] = [None, 3, "x", [1], {"a": 1}]
EXTRAS = """\
      table:
        caption: 靴
        columns: [靴, 高さ]
        rows: [[運動靴, 2cm]]
      links:
      - title: 電話する
        href: "tel:119"
"""


def _with_odd_values(content: Any) -> Iterator[Any]:
    """The content with one value at a time replaced by something of another kind."""
    places = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for place, value in list(places):
        for odd in [*ODD_VALUES, *_with_odd_values(value)]:
            content[place] = odd
            yield content
        content[place] = value


@pytest.mark.parametrize("name", FILES)
def test_no_odd_value_stops_the_check(name: str, project: SmallProject) -> None:
    project.change(TOPIC_FILE, "      source:", f"{EXTRAS}      source:")
    assert project.problems() == []
    content = yaml.safe_load((project.root / name).read_text(encoding="utf-8"))
    for changed in _with_odd_values(content):
        project.write(name, yaml.safe_dump(changed, allow_unicode=True, sort_keys=False))
        for problem in project.problems():
            assert problem.startswith("[ERROR] ")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just a text\n", "\t- x: 1\n", "a: &x [*x]\n"])
@pytest.mark.parametrize("name", [*FILES, "data/safety/words.yml", "clinic.yml"])
def test_no_odd_file_stops_the_check(name: str, text: str, project: SmallProject) -> None:
    project.write(name, text)
    assert project.problems()
