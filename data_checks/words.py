"""The words no answer may hold and the sentences that must stand word for word: data/safety/words.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data_checks.located_yaml import Map, load_map
from data_checks.problems import Report
from data_checks.schema import check_keys, maps_under, text_under, texts_in

WORDS_FILE = "data/safety/words.yml"
PHONE = "[[clinic.phone]]"
ITEMS = "{項目}"


@dataclass(frozen=True)
class Never:
    """A pattern that may match nowhere."""

    id: str
    pattern: re.Pattern[str]
    why: str


@dataclass(frozen=True)
class When:
    """A pattern that may match only beside `need`, or only while clinic.yml has a key like `clinic`."""

    id: str
    pattern: re.Pattern[str]
    need: tuple[str, ...]
    clinic: str | None


@dataclass(frozen=True)
class Fixed:
    """A sentence with one wording; `last`, `first` and `end` name the answers that must hold it there."""

    id: str
    text: str
    last: tuple[str, ...]
    first: tuple[str, ...]
    end: tuple[str, ...]
    known_by: tuple[re.Pattern[str], ...]


@dataclass
class Words:
    """Everything in words.yml."""

    report: Report
    never: list[Never] = field(default_factory=list)
    when: list[When] = field(default_factory=list)
    forbidden: list[tuple[tuple[str, ...], re.Pattern[str]]] = field(default_factory=list)
    fixed: list[Fixed] = field(default_factory=list)
    unknown_text: str = ""
    unknown_items: tuple[str, ...] = ()
    unchecked_in_unknown: tuple[str, ...] = ()


def load_words(root: Path) -> Words:
    """The rules of the file; a rule that cannot be read is in the report and left out."""
    words = Words(Report(WORDS_FILE))
    content = load_map(root / WORDS_FILE, words.report)
    if content is None:
        return words
    check_keys(content, ("never", "when", "forbidden_in", "fixed", "unknown"), (), "the file", words.report)
    words.never = list(_never(content, words.report))
    words.when = list(_when(content, words.report))
    words.forbidden = list(_forbidden(content, words.report))
    words.fixed = list(_fixed(content, words.report))
    _read_unknown(content.get("unknown"), words)
    ids = [*(one.id for one in words.never), *(one.id for one in words.when), *(one.id for one in words.fixed)]
    for id_ in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        words.report.error(0, f"two rules are called {id_}", "give each rule its own id")
    return words


def _never(content: Map, report: Report) -> Iterator[Never]:
    for entry in maps_under(content, "never", "the never list", report):
        check_keys(entry, ("id", "re", "why"), (), "a never rule", report)
        if pattern := _pattern(entry.get("re"), entry.line, report):
            yield Never(str(entry.get("id")), pattern, str(entry.get("why")))


def _when(content: Map, report: Report) -> Iterator[When]:
    for entry in maps_under(content, "when", "the list of conditions", report):
        check_keys(entry, ("id", "if"), ("need", "clinic"), "a condition", report)
        if ("need" in entry) == ("clinic" in entry):
            report.error(entry.line, f"{entry.get('id')} has not one of need and clinic", "write one of the two")
        if pattern := _pattern(entry.get("if"), entry.line, report):
            clinic = text_under(entry, "clinic", "a condition", report)
            yield When(str(entry.get("id")), pattern, _texts(entry, "need", report), clinic)


def _forbidden(content: Map, report: Report) -> Iterator[tuple[tuple[str, ...], re.Pattern[str]]]:
    block = content.get("forbidden_in", Map())
    for names, found in block.items():
        if pattern := _pattern(found, block.lines[names], report):
            yield tuple(name.strip() for name in names.split(",")), pattern


def _fixed(content: Map, report: Report) -> Iterator[Fixed]:
    for entry in maps_under(content, "fixed", "the fixed sentences", report):
        check_keys(entry, ("id", "text"), ("last", "first", "end", "known_by"), "a fixed sentence", report)
        known_by = [_pattern(found, entry.line, report) for found in _texts(entry, "known_by", report)]
        last, first, end = (_texts(entry, key, report) for key in ("last", "first", "end"))
        patterns = tuple(pattern for pattern in known_by if pattern)
        yield Fixed(str(entry.get("id")), str(entry.get("text")).strip(), last, first, end, patterns)


def _read_unknown(block: object, words: Words) -> None:
    if not isinstance(block, Map):
        return
    check_keys(block, ("text", "not_checked", "items"), (), "unknown", words.report)
    words.unknown_text = str(block.get("text"))
    words.unknown_items = _texts(block, "items", words.report)
    words.unchecked_in_unknown = _texts(block, "not_checked", words.report)
    for item in words.unknown_items:
        if "・" in item:
            words.report.error(block.lines["items"], f"the name {item} holds ・", "the sentence joins names with ・")


def _texts(entry: Map, key: str, report: Report) -> tuple[str, ...]:
    if key in entry and not texts_in(entry[key]):
        report.error(entry.lines[key], f"{key} is no list of texts", "write it as a list")
    return tuple(str(text) for text in entry.get(key) or ())


def _pattern(found: object, line: int, report: Report) -> re.Pattern[str] | None:
    try:
        return re.compile(str(found), re.IGNORECASE)
    except re.error as error:
        report.error(line, f"no regular expression: {error}", "correct the pattern")
        return None


def unknown_pattern(words: Words, phone: str) -> re.Pattern[str]:
    """Finds the sentence that something is not known, with the names in group 1."""
    begin, _, end = words.unknown_text.replace(PHONE, phone).partition(ITEMS)
    return re.compile(f"{re.escape(begin)}([^。\n]+?){re.escape(end)}")


def needs_of(rule: When, phone: str) -> Mapping[str, re.Pattern[str]]:
    """What must stand beside the pattern of the rule, by the words that name it."""
    return {need: re.compile(re.escape(phone) if need == PHONE else need) for need in rule.need}
