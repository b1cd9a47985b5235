"""A module holds one idea and is named for it: up to 200 lines (tests 300), functions up to 40."""

from __future__ import annotations

import ast

from tests.project.sources import ROOT, files, modules, name_of

LONGEST_MODULE = 200
LONGEST_TEST = 300
LONGEST_FUNCTION = 40
NO_NAMES = {"utils", "util", "common", "misc", "helpers"}


def test_modules_are_short() -> None:
    too_long = {}
    for file in files(".py", ".js", ".mjs", ".ts"):
        lines = len(file.read_text("utf-8").splitlines())
        if lines > (LONGEST_TEST if name_of(file).startswith("tests/") else LONGEST_MODULE):
            too_long[name_of(file)] = lines
    assert too_long == {}


def test_functions_are_short() -> None:
    too_long = {
        f"{name_of(file)}:{node.lineno} {node.name}": _length(node)
        for file in files(".py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > LONGEST_FUNCTION
    }
    assert too_long == {}


def test_every_module_has_a_name_of_its_own() -> None:
    assert [name_of(file) for file in files(".py", ".js") if file.stem in NO_NAMES] == []


def test_every_module_says_what_it_holds() -> None:
    """A file with code begins with a docstring; migrations are written by Django."""
    trees = {file: ast.parse(file.read_text("utf-8")) for file in files(".py") if "migrations" not in file.parts}
    assert [name_of(file) for file, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_a_folder_with_modules_is_a_package() -> None:
    """Two tests of one name in different folders would otherwise hide each other."""
    folders = {file.parent for file in files(".py")} - {ROOT}
    assert [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
    assert modules()


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Its lines of code: without decorators and docstring, which may take the room they need."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or 0) - first.lineno + 2
