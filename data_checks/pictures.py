"""Pictures: the file that an answer names is there, is drawn as a picture, and is used by some answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from data_checks.problems import Problem, Report
from data_checks.responses import Response

FOLDER = "frontdesk/chat/static/chat/pictures"
NAME = re.compile(r"[a-z0-9_]+\.svg")
SVG = "{http://www.w3.org/2000/svg}"
# An SVG may hold more than a drawing.
FORBIDDEN = {SVG + name for name in ("script", "style", "foreignObject", "image", "use", "a")}
# A description that says less than this says nothing to somebody who cannot see.
SHORTEST_ALT = 10


def check_pictures(root: Path, responses: Iterable[Response]) -> list[Problem]:
    """The problems of the pictures that answers name, and of those that no answer names."""
    problems: list[Problem] = []
    named: set[str] = set()
    for response in responses:
        report = Report(response.path)
        for variation in response.variations:
            image = variation.metadata.get("image")
            if image:
                named.add(image["file"])
                _check_named(root, image["file"], image["alt"], variation.line, response.name, report)
        problems += report.problems
    for file in sorted((root / FOLDER).glob("*")):
        problems += _check_file(file, file.name in named)
    return problems


def _check_named(root: Path, file: str, alt: str, line: int, name: str, report: Report) -> None:
    if not NAME.fullmatch(file):
        report.error(line, f"the picture {file} of {name} is no name like walking.svg", "rename it")
    elif not (root / FOLDER / file).is_file():
        report.error(line, f"the picture {file} of {name} does not exist", f"put it into {FOLDER}")
    if len(alt) < SHORTEST_ALT:
        report.error(line, f"the alt text of {name} says too little", "say what can be seen in the picture")


def _check_file(file: Path, is_named: bool) -> list[Problem]:
    report = Report(f"{FOLDER}/{file.name}")
    if not is_named:
        report.error(0, "no answer names this picture", "name it in an answer's metadata, or remove it")
    try:
        drawing = ElementTree.parse(file).getroot()  # noqa: S314  our own file, read by the gate that judges it
    except (ElementTree.ParseError, UnicodeDecodeError, OSError):
        report.error(0, "is no SVG", "save it as plain SVG")
        return report.problems
    if drawing.tag != f"{SVG}svg" or not drawing.get("viewBox"):
        report.error(0, "is no SVG with a viewBox", "save it as plain SVG with a viewBox")
    for element in drawing.iter():
        if element.tag in FORBIDDEN or any(name.startswith("on") or "href" in name for name in element.keys()):  # noqa: SIM118
            report.error(0, f"holds {element.tag.removeprefix(SVG)}, which is no drawing", "take it out")
    return report.problems
