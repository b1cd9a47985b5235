"""Words of lookup tables in a typed text, compared in folded form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.analysis.folding import fold, fold_with_offsets
from engine.analysis.romaji import is_romaji, to_kana, typed_span


@dataclass(frozen=True)
class FoundEntity:
    """One entity: its kind, its canonical value, and where the spelling stands in the typed text."""

    entity: str
    value: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """The form Rasa keeps entities in."""
        return {"entity": self.entity, "value": self.value, "start": self.start, "end": self.end}


class LookupTable:
    """Folded spellings with the entity and the canonical value each stands for."""

    def __init__(self, words: Mapping[str, Mapping[str, list[str]]]) -> None:
        """`words`: entity to canonical value to its spellings. Longer spellings win: 足首 before 足."""
        self._meanings: dict[str, tuple[str, str]] = {}
        for entity, values in words.items():
            for value, spellings in values.items():
                for spelling in spellings:
                    self._meanings.setdefault(fold(spelling), (entity, value))
        ordered = sorted(self._meanings, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(_word_pattern, ordered))) if ordered else None

    def find(self, folded: str) -> list[tuple[str, str, int, int]]:
        """(entity, value, start, end) of what stands in a folded text, from left to right, not overlapping."""
        if self._pattern is None:
            return []
        return [(*self._meanings[m.group()], m.start(), m.end()) for m in self._pattern.finditer(folded)]


def _word_pattern(word: str) -> str:
    # Latin abbreviations only as whole words: 「ct」 is not in 「doctor」.
    if re.fullmatch(r"[a-z0-9 -]+", word):
        return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"
    return re.escape(word)


def find_entities(text: str, table: LookupTable) -> list[FoundEntity]:
    """Entities in `text` as typed; romaji is read as kana first."""
    if is_romaji(text):
        kana, typed = to_kana(text)
        folded, to_typed = fold_with_offsets(kana)
        offsets = [typed[i] for i in to_typed]
    else:
        folded, offsets = fold_with_offsets(text)
    return [
        FoundEntity(entity, value, *typed_span(text, offsets, start, end))
        for entity, value, start, end in table.find(folded)
    ]
