"""A picture that an answer names is there, is only a drawing, and says in words what it shows."""

from __future__ import annotations

import pytest

from tests.data_checks.small_project import TOPIC_FILE, SmallProject

PICTURE = "frontdesk/chat/static/chat/pictures/shoe.svg"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4"/></svg>'
REVIEWED = '      reviewed_on: "2026-11-22"\n'
ALT = "絵: 夕方に靴を試しにはく人。"


def with_picture(project: SmallProject, file: str = "shoe.svg", alt: str = ALT, drawing: str | None = DRAWING) -> None:
    project.change(TOPIC_FILE, REVIEWED, f'{REVIEWED}      image:\n        file: {file}\n        alt: "{alt}"\n')
    if drawing is not None:
        project.write(PICTURE, drawing)


def test_a_picture_that_is_there_and_described_passes(project: SmallProject) -> None:
    with_picture(project)
    assert project.problems() == []


WRONG = {
    "no such file": ({"file": "boots.svg"}, "does not exist"),
    "a path": ({"file": "../shoe.svg"}, "is no name like walking.svg"),
    "no words": ({"alt": ""}, "alt is no text"),
    "few words": ({"alt": "靴"}, "says too little"),
    "a forbidden word": ({"alt": "絵: 日本一の靴をはく人がここに立っている。"}, "N03"),
    "no SVG": ({"drawing": "PNG"}, "is no SVG"),
    "another XML": ({"drawing": "<a/>"}, "is no SVG with a viewBox"),
    "a script": ({"drawing": DRAWING.replace("<path", "<script/><path")}, "holds script"),
    "a handler": ({"drawing": DRAWING.replace("<path", '<path onload="x"')}, "holds path"),
    "a reference": ({"drawing": DRAWING.replace("<path", '<use href="https://x.example/"/><path')}, "holds use"),
}


@pytest.mark.parametrize(("changes", "expected"), WRONG.values(), ids=WRONG)
def test_a_wrong_picture_is_reported(changes: dict[str, str], expected: str, project: SmallProject) -> None:
    with_picture(project, **changes)
    assert any(expected in problem for problem in project.problems())


def test_a_picture_that_no_answer_names_is_reported(project: SmallProject) -> None:
    project.write(PICTURE, DRAWING)
    assert any("no answer names this picture" in problem for problem in project.problems())


def test_a_picture_without_keys_is_reported(project: SmallProject) -> None:
    project.change(TOPIC_FILE, REVIEWED, f"{REVIEWED}      image: shoe.svg\n")
    assert any("has no keys" in problem for problem in project.problems())
