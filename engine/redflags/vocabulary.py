"""The vocabulary of `data/safety/`, read once, checked and compiled."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.redflags.openings import Openings, openings
from engine.redflags.patterns import NEGATIVE, POSITIVE, Pattern, PatternCompiler, PatternInvalid
from engine.redflags.spelling import Spelling

FOLDER = Path(__file__).resolve().parents[2] / "data" / "safety"
IDIOM = "idiom_"
PART = "part_"

Index = Mapping[str, list[tuple[str, Pattern]]]


class VocabularyInvalid(ValueError):
    """Raise when `data/safety/` cannot be used; the message lists every problem found."""


@dataclass(frozen=True)
class Vocabulary:
    """What the rules know: signs by the letters they begin with, and what cancels them.

    `voiced` and `unvoiced` index the same signs over the two strengths of folding. `hidden_by`
    names, for a sign, the idioms and signs inside which it means something else. `cancel` holds
    one regular expression a kind of cancellation, over voiced text; `openings` tell where one may begin.
    """

    spelling: Spelling
    voiced: Index
    unvoiced: Index
    hidden_by: Mapping[str, frozenset[str]]
    cancel: Mapping[str, re.Pattern[str]]
    openings: Openings
    signs: frozenset[str]


def read(folder: Path, name: str) -> dict[str, Any]:
    """The mapping in `<folder>/<name>.yml`."""
    data = yaml.safe_load((folder / f"{name}.yml").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise VocabularyInvalid(f"data/safety/{name}.yml: is not a mapping")
    return data


@functools.lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The compiled vocabulary of this project."""
    return compile_vocabulary(FOLDER)


def compile_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary in `folder`. Raises `VocabularyInvalid` with all problems at once."""
    spellings = read(folder, "spellings")
    shared, cancel = read(folder, "shared_words"), read(folder, "cancel")
    spelling = Spelling(
        spellings["words"],
        spellings["stems"],
        spellings["keep"],
        [(r["from"], r["to"]) for r in spellings["rewrites"]],
        spellings["heard"],
        spellings["readings"],
    )
    compiler = PatternCompiler(spelling, shared["words"], gap_stops_at="body")
    voiced: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
    unvoiced: dict[str, list[tuple[str, Pattern]]] = defaultdict(list)
    signs, problems = set(), []
    for sign, written in _signs(folder, shared, cancel):
        signs.add(sign)
        if sign in cancel["negative_forms"] and not written.startswith(POSITIVE):
            written = NEGATIVE + written.removeprefix(NEGATIVE)
        try:
            exact, loose = compiler.patterns(written)
        except PatternInvalid as problem:
            problems.append(f"{sign}: {problem}")
            continue
        _add(voiced, sign, exact)
        if loose is not None:
            _add(unvoiced, sign, loose)
    grammar, wrong = _grammar(compiler, cancel)
    problems += wrong
    if problems:
        raise VocabularyInvalid("data/safety:\n" + "\n".join(problems))
    return Vocabulary(
        spelling=spelling,
        voiced=_merged(voiced),
        unvoiced=_merged(unvoiced),
        hidden_by=_hidden_by(cancel),
        cancel=grammar,
        openings=openings(grammar),
        signs=frozenset(signs),
    )


def _grammar(compiler: PatternCompiler, cancel: dict[str, Any]) -> tuple[dict[str, re.Pattern[str]], list[str]]:
    """The patterns of what cancels a sign, and what is wrong with those that cannot be read."""
    grammar, problems = {}, []
    for kind, lines in cancel["grammar"].items():
        try:
            grammar[kind] = compiler.regex(lines)
        except PatternInvalid as problem:
            problems.append(f"{kind}: {problem}")
    return grammar, problems


def _signs(folder: Path, shared: dict[str, Any], cancel: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(sign, pattern) for everything that can be found in a text."""
    for part, written in shared["parts"].items():
        yield from ((PART + part, w) for w in written)
    groups = [shared["signs"], read(folder, "context"), *read(folder, "expressions").values()]
    for group in groups:
        for sign, written in group.items():
            yield from ((sign, w) for w in written)
    for name, idiom in cancel["idioms"].items():
        yield from ((IDIOM + name, w) for w in idiom["patterns"])


def _hidden_by(cancel: dict[str, Any]) -> dict[str, frozenset[str]]:
    hidden = {sign: set(longer) for sign, longer in cancel["hidden_by"].items()}
    for name, idiom in cancel["idioms"].items():
        for sign in idiom["hides"]:
            hidden.setdefault(sign, set()).add(IDIOM + name)
    return {sign: frozenset(longer) for sign, longer in hidden.items()}


def _add(index: dict[str, list[tuple[str, Pattern]]], sign: str, pattern: Pattern) -> None:
    for letters in sorted(pattern.begins):
        index[letters].append((sign, pattern))


def _merged(index: Index) -> Index:
    """`index` with the patterns of shorter beginnings under the longer ones too: one look-up a place is enough."""
    merged = {}
    for letters in index:
        shorter = [index[letters[:n]] for n in range(1, len(letters) + 1) if letters[:n] in index]
        merged[letters] = [candidate for candidates in shorter for candidate in candidates]
    return merged
