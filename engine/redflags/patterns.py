"""Patterns as the vocabulary writes them, folded like a patient's text and compiled.

A pattern is a regular expression in ordinary Japanese. `{name}` is a word list of
`shared_words.yml`; 「〜」 is a short gap in which no other part of the body is named, 「〜〜」 any; a leading
「=」 insists on voicing (か and が differ), where a slip would change the sense; a leading 「-」
says that the wording is itself a denial (息が吸えない), so that its ない takes nothing back; a
leading 「+」 says that it is none, though most wordings of its sign are (ロックして beside 伸びない).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.redflags.first_letters import first_letters
from engine.redflags.kana import hiragana, shrunk, unvoiced
from engine.redflags.spelling import Spelling

EXACT = "="
NEGATIVE = "-"
POSITIVE = "+"
_GAP = "〜"
_FREE_GAP = "〜〜"
_GAP_LETTERS = 12
_NAME = re.compile(r"\{([a-z_]+)\}")
_KANJI_RUN = re.compile(r"(?P<fixed>\(\?<[!=][^()]*\)|\[[^\]]*\])|(?P<run>[一-龥々][一-龥々ぁ-ん]*)(?P<next>[?*+{]?)")
# These would lose their meaning when small っ and long marks are folded away.
_UNFIT = re.compile(r"[っー〜][?*+{]|(?<![ぁ-ん])[ぁぃぅぇぉ]")

_EMPTY = re.compile(r"[(|:][|)]")


class PatternInvalid(ValueError):
    """Raise for a pattern nobody could match; the message says which and what to change."""


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern, whether it is worded as a denial, and how a match can begin."""

    regex: re.Pattern[str]
    negative: bool
    begins: frozenset[str]


class PatternCompiler:
    """Compiles the vocabulary's patterns with its spelling table and shared words."""

    def __init__(self, spelling: Spelling, shared: Mapping[str, Sequence[str]], gap_stops_at: str) -> None:
        """`shared` are the word lists by name; a gap stops before a word of the list `gap_stops_at`."""
        self._spelling = spelling
        self._shared = shared
        stops = shrunk(self._expanded(f"{{{gap_stops_at}}}"))
        # Only a letter that can begin such a word is looked at twice.
        first = "".join(sorted({begin[0] for begin in first_letters(stops)}))
        self._gap = f"(?:[^。{first}]|(?!{stops})[{first}]){{0,{_GAP_LETTERS}}}?"

    def patterns(self, written: str) -> tuple[Pattern, Pattern | None]:
        """One pattern of the vocabulary over voiced and, unless it insists on voicing, unvoiced text.

        Raises `PatternInvalid`.
        """
        negative = written.startswith(NEGATIVE)
        worded = written.removeprefix(NEGATIVE).removeprefix(POSITIVE)
        source = self.source(worded.removeprefix(EXACT))
        voiced = _pattern(source, negative, written)
        return voiced, None if worded.startswith(EXACT) else _pattern(unvoiced(source), negative, written)

    def regex(self, written: Sequence[str]) -> re.Pattern[str]:
        """One regular expression for any of `written`, for use at a place already known."""
        source = "|".join(f"(?:{self.source(w)})" for w in written)
        try:
            return re.compile(source)
        except re.error as problem:
            raise PatternInvalid(f"{source}: {problem}") from problem

    def source(self, written: str) -> str:
        """The folded regular expression of one pattern, voicing kept."""
        text = self._with_readings(self._expanded(written)).replace(_FREE_GAP, "\x01").replace(_GAP, "\x00")
        folded = shrunk(text)
        if len(_EMPTY.findall(folded)) > len(_EMPTY.findall(text)):
            raise PatternInvalid(f"{written}: an alternative of small っ or ー alone becomes empty; write it out")
        return folded.replace("\x00", self._gap).replace("\x01", f"[^。]{{0,{_GAP_LETTERS}}}?")

    def _with_readings(self, text: str) -> str:
        """`text` with every kanji that is left also in kana: people write either."""

        def either(found: re.Match[str]) -> str:
            run = found["run"]
            if run is None:  # a look-behind must keep its width, a class its letters
                return found.group()
            tail = run[-1] if found["next"] and len(run) > 1 else ""
            kana = self._spelling.reading(run.removesuffix(tail) if tail else run)
            if kana is None:
                return found.group()
            return f"(?:{run.removesuffix(tail)}|{kana}){tail}{found['next']}"

        return _KANJI_RUN.sub(either, text)

    def _expanded(self, written: str, depth: int = 0) -> str:
        if depth > 5:
            raise PatternInvalid(f"{written}: word lists name each other in a circle")

        def words(found: re.Match[str]) -> str:
            if found[1] not in self._shared:
                raise PatternInvalid(f"{written}: there is no word list {{{found[1]}}} in shared_words.yml")
            return "(?:" + "|".join(self._expanded(w, depth + 1) for w in self._shared[found[1]]) + ")"

        text = self._spelling.to_kana(hiragana(_NAME.sub(words, written)))
        if _UNFIT.search(text):
            raise PatternInvalid(f"{written}: small っ, ー before a repetition sign, or a small vowel is folded away")
        return text


def _pattern(source: str, negative: bool, written: str) -> Pattern:
    try:
        return Pattern(re.compile(source), negative, first_letters(source))
    except (re.error, ValueError) as problem:
        raise PatternInvalid(f"{written}: {problem}") from problem
