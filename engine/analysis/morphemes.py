"""Morphemes of a Japanese text, with offsets into the text as it was typed."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from importlib import metadata

import sudachipy

# The longest composed sign of Japanese texts is ㌖, six characters (キロメートル) in NFKC.
MAX_EXPANSION = 6
# Sudachi refuses 64 KiB after NFKC, 3 bytes a kana; nobody types that, and the front desk stops at 500 characters.
MAX_CHARACTERS = 3600

# A field that is not loaded comes back wrong without a warning, so all that is read below is named here.
_FIELDS = {"surface", "pos", "normalized_form", "dictionary_form", "reading_form"}

# Sudachi reads every symbol as きごう ("symbol"); that is no reading of what was typed.
_SYMBOL_READING = "キゴウ"


@dataclass(frozen=True)
class Morpheme:
    """One morpheme: its surface, where it stands, and what the dictionary says of it.

    `begin` and `end` are code-point offsets into the analysed text. `normal` joins spellings
    (ひざ, ヒザ and 膝 are 膝), `reading` is in katakana, `pos` is Sudachi's six-part tag.
    """

    surface: str
    begin: int
    end: int
    normal: str
    base: str
    reading: str
    pos: tuple[str, ...]


@functools.cache
def _tokenizer(mode: str) -> sudachipy.Tokenizer:
    modes = {
        "A": sudachipy.SplitMode.A,
        "B": sudachipy.SplitMode.B,
        "C": sudachipy.SplitMode.C,
    }
    if mode not in modes:
        raise ValueError(f"split mode {mode!r} is unknown; use A, B or C")
    return sudachipy.Dictionary(dict="core").create(mode=modes[mode], fields=_FIELDS)


def readable(text: str) -> str:
    """`text` cut at `MAX_CHARACTERS`, what Sudachi cannot take replaced one to one, so that offsets stay."""
    return "".join("\ufffd" if _is_unreadable(char) else char for char in text[:MAX_CHARACTERS])


def _is_unreadable(char: str) -> bool:
    # Lone surrogates, and ﷽, which one sentence of 18 characters stands for in NFKC.
    return "\ud800" <= char <= "\udfff" or len(unicodedata.normalize("NFKC", char)) > MAX_EXPANSION


def analyse(text: str, mode: str = "C") -> list[Morpheme]:
    """Morphemes of `text` in split mode A (short), B or C (long units); white space and empty ones are left out."""
    found = []
    for m in _tokenizer(mode).tokenize(readable(text)):
        surface = m.surface()
        # 「…」 ends in one visible and two empty morphemes; white space is a morpheme too.
        if not surface.strip():
            continue
        reading = m.reading_form()
        found.append(
            Morpheme(
                surface=surface,
                begin=m.begin(),
                end=m.end(),
                normal=m.normalized_form(),
                base=m.dictionary_form(),
                reading="" if reading == _SYMBOL_READING else reading,
                pos=tuple(m.part_of_speech()),
            )
        )
    return found


def dictionary_edition() -> str:
    """Edition of the Sudachi dictionary and its reader: a new one may split and normalise differently."""
    return f"sudachipy {metadata.version('sudachipy')} / core {metadata.version('sudachidict_core')}"
