"""Plain logic stays plain: text analysis, topics, red flags and dialogue rules import neither Rasa nor Django."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine"
PLAIN = ("analysis", "dialogue", "redflags", "topics")
FRAMEWORKS = {"rasa", "rasa_sdk", "sanic", "django"}
# Arrows point one way: the engine imports no other room of the house.
ROOMS = {"actions", "clinic", "frontdesk", "launcher", "data_checks", "benchmarks", "tests"}


def imports(path: Path) -> set[str]:
    """Top-level names of what a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ENGINE / folder).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(*PLAIN), ids=name)
def test_a_plain_module_imports_no_framework(path: Path) -> None:
    assert not imports(path) & FRAMEWORKS


@pytest.mark.parametrize("path", modules(*PLAIN, "channel", "components"), ids=name)
def test_the_engine_imports_no_other_room(path: Path) -> None:
    assert not imports(path) & ROOMS


def test_nothing_plain_brings_a_framework_in_by_a_detour() -> None:
    names = [name(path).removesuffix(".py").replace("/", ".") for path in modules(*PLAIN)]
    script = f"import sys, {', '.join(names)}; print(*{FRAMEWORKS!r}.intersection(sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
