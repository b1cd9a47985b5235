"""YAML that remembers where things stand: the line of every key and of every list entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from data_checks.problems import Report


class Map(dict[str, Any]):
    """A mapping; `lines` holds the line of each key, `line` that of its beginning."""

    line: int
    lines: dict[str, int]


class Items(list[Any]):
    """A list; `lines` holds the line of each entry."""

    line: int
    lines: list[int]


class _Loader(yaml.SafeLoader):
    """Safe loading, with lines, and refusing a key that stands twice (YAML would silently keep the last)."""


def _construct_map(loader: _Loader, node: yaml.MappingNode) -> Map:
    result = Map()
    result.line, result.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in result:
            raise yaml.MarkedYAMLError(problem=f'the key "{key}" stands twice', problem_mark=key_node.start_mark)
        result.lines[key] = key_node.start_mark.line + 1
        result[key] = loader.construct_object(value_node, deep=True)
    return result


def _construct_items(loader: _Loader, node: yaml.SequenceNode) -> Items:
    result = Items(loader.construct_object(entry, deep=True) for entry in node.value)
    result.line, result.lines = node.start_mark.line + 1, [entry.start_mark.line + 1 for entry in node.value]
    return result


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_map)
_Loader.add_constructor("tag:yaml.org,2002:seq", _construct_items)


def load_map(path: Path, report: Report) -> Map | None:
    """The mapping in the file; `None` when there is none, which is then reported."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError) as error:
        report.error(0, f"cannot be read ({error})", "put a YAML file in UTF-8 there")
        return None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        report.error(line, f"no valid YAML: {error.problem}", "correct the line, often its indentation or quotes")
        return None
    if not isinstance(content, Map):
        report.error(1, "no keys at the top", "begin with a key such as `version:`")
        return None
    return content
