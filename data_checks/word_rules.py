"""The never list and the conditions of words.yml over what a patient reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from clinic.profile import Profile, schema_keys
from data_checks.answers import folded, parts_of, spoken
from data_checks.words import When, Words, needs_of, unknown_pattern


@dataclass(frozen=True)
class Hit:
    """A rule that a bubble breaks, the words that break it, and what to do."""

    rule: str
    words: str
    problem: str
    remedy: str


def hits_in(bubble: Mapping[str, Any], words: Words, profile: Profile) -> Iterator[Hit]:
    """Every rule that the bubble breaks; the bubble is as patients read it, with nothing left to fill in."""
    unknown = unknown_pattern(words, profile.clinic.phone)
    for part, text in parts_of(bubble):
        for rule in words.never:
            checked = unknown.sub("", text) if rule.id in words.unchecked_in_unknown else text
            if match := rule.pattern.search(checked):
                yield Hit(
                    rule.id, match[0], f"{rule.id} ({rule.why}) in its {part}: 「{match[0]}」", "say it otherwise"
                )
    for condition in words.when:
        text = unknown.sub("", spoken(bubble)) if condition.id in words.unchecked_in_unknown else spoken(bubble)
        if match := condition.pattern.search(text):
            yield from _unmet(condition, match[0], text, profile)


def forbidden_in(bubble: Mapping[str, Any], names: frozenset[str], words: Words) -> Iterator[Hit]:
    """Words that have no place in an answer that goes by these names."""
    for globs, pattern in words.forbidden:
        if not any(fnmatchcase(name, glob) for name in names for glob in globs):
            continue
        for part, text in parts_of(bubble):
            if match := pattern.search(text):
                problem = f"「{match[0]}」 in its {part} has no place in {', '.join(globs)}"
                yield Hit("forbidden_in", match[0], problem, "leave it out")


def hits_in_text(text: str, words: Words, profile: Profile) -> list[Hit]:
    """The rules that a single text breaks."""
    return list(hits_in({"text": folded(text)}, words, profile))


def _unmet(rule: When, found: str, text: str, profile: Profile) -> Iterator[Hit]:
    for need, pattern in needs_of(rule, profile.clinic.phone).items():
        if not pattern.search(text):
            yield Hit(
                rule.id, found, f"{rule.id}: 「{found}」 without 「{need}」 in the same bubble", f"add 「{need}」"
            )
    if rule.clinic and not is_filled(rule.clinic, profile):
        problem = f"{rule.id}: 「{found}」 while clinic.yml has no {rule.clinic}"
        yield Hit(
            rule.id, found, problem, "leave it out, or put it on a line that begins with [[?]] and names that key"
        )


def is_filled(key: str, profile: Profile) -> bool:
    """True when a key like this one (`*` for any name) is filled in."""
    return any(fnmatchcase(found, key) and profile.value(found) is not None for found in schema_keys())
