"""The project's own files, and what its Python modules import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Brought by tools or made at run time, never written by us.
NOT_OURS = {
    *(".git", ".venv", ".tools", ".rasa", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "__pycache__"),
    *("node_modules", "var", "reports", "models", "uv.lock", "package-lock.json"),
}


def files(*suffixes: str) -> list[Path]:
    """Our files with one of these suffixes, all of ours without any; paths are absolute."""
    return sorted(file for file in _below(ROOT) if not suffixes or file.suffix in suffixes)


def name_of(file: Path) -> str:
    """The file's path inside the project."""
    return file.relative_to(ROOT).as_posix()


@cache
def modules() -> dict[str, Path]:
    """Our Python modules by dotted name."""
    found = {}
    for file in files(".py"):
        parts = file.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


@cache
def imports_of(module: str) -> frozenset[str]:
    """Every module the module imports anywhere in it, by dotted name; of a package both the package and the name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(modules()[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def brings_along(module: str) -> frozenset[str]:
    """The top-level packages that importing the module brings along, through our own modules too."""
    seen: set[str] = set()
    waiting = [module]
    packages: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        packages |= {name.split(".")[0] for name in imports_of(one)}
        waiting += [name for name in imports_of(one) if name in modules()]
    return frozenset(packages)


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or path.is_symlink():
            continue
        if path.is_dir():
            yield from _below(path)
        else:
            yield path
