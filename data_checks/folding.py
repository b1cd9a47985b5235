"""When two utterances are the same to a reader: NFKC, without spaces, punctuation and symbols, in lower case."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The text without what does not tell two utterances apart. 「ー」 is a letter and stays.

    An utterance of nothing but punctuation or emoji is told apart by just these.
    """
    letters = "".join(unicodedata.normalize("NFKC", text).split())
    kept = [letter for letter in letters if unicodedata.category(letter)[0] not in "PSZC"]
    return ("".join(kept) or letters).lower()
