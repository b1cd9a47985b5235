"""What a person can call is written down where it is looked for: make targets, scripts, settings."""

from __future__ import annotations

import os
import re
import subprocess

from tests.project.sources import ROOT, files, name_of

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
# Set by the launcher for its own processes, by the shell, or by a tool's convention; nobody sets these by hand.
NOT_SETTINGS = {"ENGINE_PORT", "ACTIONS_PORT", "DJANGO_SETTINGS_MODULE", "PATH", "HOME"}
SETTING = re.compile(
    r"(?:environment\.(?:text|words|flag|number|secret)\(\s*|environ(?:ment)?(?:\.get\(|\[))\"([A-Z_]+)\""
)


def test_every_make_target_is_in_the_readme() -> None:
    assert [target for target in TARGETS if f"make {target}" not in README] == []


def test_help_shows_every_target_with_what_it_does() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    assert re.findall(r"^  make (\S+) {2,}\S", shown, re.MULTILINE) == TARGETS


def test_every_script_is_in_the_list_of_scripts_and_can_be_run() -> None:
    listed = set(re.findall(r"^\| `([\w-]+)` \|", (ROOT / "scripts/README.md").read_text("utf-8"), re.MULTILINE))
    scripts = {file.name for file in (ROOT / "scripts").iterdir() if not file.suffix}
    assert listed == scripts
    assert [name for name in sorted(scripts) if not os.access(ROOT / "scripts" / name, os.X_OK)] == []


def test_continuous_integration_does_what_a_person_does() -> None:
    commands = [
        line
        for line in (ROOT / ".ci/run").read_text("utf-8").splitlines()
        if line and not line.startswith(("#", "set ", "cd "))
    ]
    assert commands == ["make test"]


def test_every_setting_is_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    documented = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE))
    rooms = ("clinic/", "frontdesk/", "engine/", "actions/", "launcher/")
    read = {
        name: name_of(file)
        for file in files(".py")
        if name_of(file).startswith(rooms)
        for name in SETTING.findall(file.read_text("utf-8"))
    }
    assert {name: place for name, place in read.items() if name not in documented | NOT_SETTINGS} == {}
