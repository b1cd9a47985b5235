"""The examples of all topics: no two alike, no personal data, no entity that domain.yml does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from data_checks.dialogue_files import Example
from data_checks.domain_file import Domain
from data_checks.folding import fold
from data_checks.problems import Problem

PERSONAL: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "a phone number": re.compile(r"(?<!\d)(?:\+81|0)(?:[- ().]{0,2}\d){9,10}(?!\d)"),
        "a mail address": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
        "a web address": re.compile(r"https?://|www\."),
        # The record's marks for masked values: such an example was taken from a conversation and not made general.
        "a masked value": re.compile(r"〔[^〕]*〕"),
    }
)


def check_examples(examples: Iterable[Example], domain: Domain) -> list[Problem]:
    """The problems of all examples of all files."""
    problems: list[Problem] = []
    first: dict[str, Example] = {}
    for example in examples:
        problems += _problems_of(example, domain)
        twin = first.setdefault(fold(example.text), example)
        if twin is not example:
            where = "its own topic" if twin.intent == example.intent else twin.intent
            problem = f'"{example.text}" stands in {where} too ({twin.path}:{twin.line})'
            remedy = "remove one" if twin.intent == example.intent else "keep it where it belongs"
            problems.append(Problem(example.path, example.line, problem, remedy))
    return problems


def _problems_of(example: Example, domain: Domain) -> list[Problem]:
    found: list[tuple[str, str]] = []
    text = unicodedata.normalize("NFKC", example.text)
    for what, pattern in PERSONAL.items():
        if pattern.search(text):
            found.append((f'"{example.text}" holds {what}', "say it without personal data"))
    for entity in example.entities:
        if entity not in domain.entities:
            found.append((f'"{example.text}" marks {entity}, no entity of domain.yml', "name one of them"))
    return [Problem(example.path, example.line, problem, remedy) for problem, remedy in found]
