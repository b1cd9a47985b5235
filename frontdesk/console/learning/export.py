"""The accepted corrections as files: JSON lines for `make import-corrections`, CSV and YAML to read. No visitor."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from itertools import groupby

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from frontdesk.console.lists.csv_files import lines
from frontdesk.console.models import Candidate

COLUMNS = ("turn", "text", "topic", "before", "confidence", "model", "date")
KINDS = {"jsonl": "application/x-ndjson", "csv": "text/csv", "yml": "application/yaml"}


def as_file(candidates: Sequence[Candidate], kind: str) -> str:
    """The file's content. Raises KeyError for a kind that is none of KINDS."""
    return {"jsonl": _json_lines, "csv": _csv, "yml": _yaml}[kind](candidates)


def _row(candidate: Candidate) -> tuple[object, ...]:
    return (
        *(candidate.turn_id, candidate.text, candidate.topic, candidate.before, candidate.confidence),
        *(candidate.model, f"{candidate.created_at:%Y-%m-%d}"),
    )


def _json_lines(candidates: Sequence[Candidate]) -> str:
    rows = (dict(zip(COLUMNS, _row(candidate), strict=True)) for candidate in candidates)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _csv(candidates: Sequence[Candidate]) -> str:
    return "".join(lines(COLUMNS, map(_row, candidates)))


def _yaml(candidates: Sequence[Candidate]) -> str:
    """In the form of data/faq/<area>/<name>.yml."""
    blocks = [
        {"intent": topic, "examples": LiteralScalarString("".join(f"- {one.text}\n" for one in group))}
        for topic, group in groupby(sorted(candidates, key=lambda one: one.topic), key=lambda one: one.topic)
    ]
    yaml = YAML()
    yaml.width = 1000
    stream = io.StringIO()
    yaml.dump({"version": "3.1", "nlu": blocks}, stream)
    return stream.getvalue()
