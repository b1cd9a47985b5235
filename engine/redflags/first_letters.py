"""The letters a pattern can begin with, so that it is tried only where they stand.

Several hundred patterns over every position of a text would cost milliseconds; looked up by their
first letters they cost microseconds, and the time stays linear in the length of the text.
"""

from __future__ import annotations

import sre_constants
import sre_parse
from typing import Any

LETTERS = 3
_MOST = 20_000
# Stands for "any letter may follow": a beginning that ends so is cut there.
_OPEN = "\0"


class PatternTooOpen(ValueError):
    """Raise for a pattern that can begin with any letter; reword it."""


def first_letters(pattern: str) -> frozenset[str]:
    """All beginnings of a match of `pattern`, of three letters or, where any may follow, fewer.

    Raises `PatternTooOpen`.
    """
    beginnings = {b.split(_OPEN)[0] for b in _extend({""}, _parsed(pattern))}
    if "" in beginnings or len(beginnings) > _MOST:
        raise PatternTooOpen("can begin with any letter; begin it with a word")
    return frozenset(beginnings)


def _parsed(pattern: str) -> list[Any]:
    # A list of (operation, argument) pairs, though its type does not say so.
    parsed: Any = sre_parse.parse(pattern)
    return list(parsed)


def _extend(beginnings: set[str], items: list[Any]) -> set[str]:
    for operation, argument in items:
        open_ones = {b for b in beginnings if len(b) < LETTERS and not b.endswith(_OPEN)}
        if not open_ones:
            break
        done = beginnings - open_ones
        beginnings = done | {(b + s)[:LETTERS] for s in _starts(operation, argument) for b in open_ones}
        if len(beginnings) > _MOST:
            break
    return beginnings


def _starts(operation: Any, argument: Any) -> set[str]:
    """What one parsed item can put at the beginning; an item that may be left out also puts nothing."""
    c = sre_constants
    if operation in {c.ASSERT, c.ASSERT_NOT, c.AT}:
        return {""}
    if operation is c.LITERAL:
        return {chr(argument)}
    if operation is c.IN:
        return _members(argument)
    if operation is c.SUBPATTERN:
        return _extend({""}, list(argument[3]))
    if operation is c.BRANCH:
        return set().union(*(_extend({""}, list(branch)) for branch in argument[1]))
    if operation in {c.MAX_REPEAT, c.MIN_REPEAT}:
        least, _, body = argument
        once = _extend({""}, list(body))
        return once | {""} if least == 0 else once
    return {_OPEN}


def _members(argument: list[Any]) -> set[str]:
    letters: set[str] = set()
    for operation, value in argument:
        if operation is sre_constants.LITERAL:
            letters.add(chr(value))
        elif operation is sre_constants.RANGE and value[1] - value[0] < 30:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        elif operation is sre_constants.CATEGORY and value is sre_constants.CATEGORY_DIGIT:
            letters.update("0123456789")
        else:
            return {_OPEN}
    return letters
