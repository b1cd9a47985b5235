"""Mistakes in clinic.yml as sentences: where, what is wrong, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

WHAT_TO_WRITE: Mapping[str, str] = {
    "string_type": "write the text as patients will read it, in quotes",
    "bool_type": "write true or false, without quotes",
    "date_type": "write a day like 2026-11-22, without quotes",
    "int_type": "write a whole number, without quotes",
    "tuple_type": "write a list, one entry a line",
    "model_type": "write its keys below it, indented",
}


def problem_sentences(error: ValidationError, schema: type[BaseModel], source: str) -> list[str]:
    """One sentence for each mistake that pydantic found, in the order of the file's keys."""
    return [
        f"{source}: {_key(detail['loc'])}: {_sentence(detail['type'], detail, schema)}"
        for detail in error.errors(include_url=False)
    ]


def _key(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "(the whole file)"


def _sentence(kind: str, detail: Any, schema: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        return _unknown_key(detail["loc"], schema)
    if kind == "missing":
        return "is missing; the assistant cannot start without it"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "literal_error":
        return f"{_describe(detail['input'])}; write {detail['ctx']['expected'].replace(chr(39), '')}"
    if kind in WHAT_TO_WRITE:
        return f"{_describe(detail['input'])}; {WHAT_TO_WRITE[kind]}"
    return f"{_describe(detail['input'])}; {detail['msg']}"


def _unknown_key(location: tuple[int | str, ...], schema: type[BaseModel]) -> str:
    known = _known_keys(location[:-1], schema)
    nearest = difflib.get_close_matches(str(location[-1]), known, n=1)
    hint = f"did you mean {nearest[0]}?" if nearest else f"the keys here are {', '.join(known)}"
    return f"is an unknown key; {hint}"


def _known_keys(location: tuple[int | str, ...], schema: type[BaseModel]) -> list[str]:
    """The keys that the section at this place has; none where it is no section."""
    section: Any = schema
    for part in location:
        fields = getattr(section, "model_fields", {})
        if part in fields:
            section = fields[part].annotation
        elif isinstance(part, int):  # an entry of a list of sections
            section = section.__args__[0]
    return list(getattr(section, "model_fields", {}))


def _describe(value: object) -> str:
    """What stands there now, in the words of the file."""
    if isinstance(value, bool):
        return f"is {str(value).lower()}"
    if value is None:
        return "is empty"
    if isinstance(value, int | float):
        return f"is the number {value}"
    if isinstance(value, str):
        return f'is the text "{value}"'
    if isinstance(value, dict):
        return "has keys below it"
    if isinstance(value, list | tuple):
        return "is a list"
    return f"is {value}"
