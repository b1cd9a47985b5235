"""Two forms of a text to search in: folded (the same letters) and words (the same words, inflected or spelt otherwise).

Sudachi's normalised forms make ひざ and 膝, 痛かった and いたい the same word; split short (mode A), so that 膝 is found in
変形性膝関節症. Plain Python; the columns that hold the forms serve any database.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache

from sudachipy import Dictionary, SplitMode, Tokenizer  # type: ignore[import-untyped]

# Words that join others and tell no text apart.
_JOINING = frozenset(
    {"助詞", "助動詞", "補助記号", "記号", "空白", "接続詞", "感動詞", "代名詞", "連体詞", "接頭辞", "接尾辞"}
)
# Alone, いたい is 居たい to the dictionary. Whoever writes to this clinic means pain; 行っていたい stays.
_PAIN = re.compile(r"(?<![てでは])いた(?=[いくみむ]|かっ|そう)")
# する, いる, ある, こと: in nearly every text.
_LIGHT = "非自立可能"


def fold(text: str) -> str:
    """NFKC, without spaces, punctuation and symbols, in lower case; a text of nothing else keeps them."""
    letters = "".join(unicodedata.normalize("NFKC", text).split())
    kept = [letter for letter in letters if unicodedata.category(letter)[0] not in "PSZC"]
    return ("".join(kept) or letters).casefold()


def words_of(text: str) -> list[str]:
    """The dictionary forms of the words that carry meaning, in order."""
    normal = _PAIN.sub("痛", unicodedata.normalize("NFKC", text))
    found = []
    for morpheme in _tokenizer().tokenize(normal):
        kind = morpheme.part_of_speech()
        form = morpheme.normalized_form().strip().casefold()
        if form and kind[0] not in _JOINING and " " not in form:
            found.append((form, kind[1] == _LIGHT))
    return [form for form, is_light in found if not is_light] or [form for form, _ in found]


def indexed(words: list[str]) -> str:
    """The words as they stand in the column: each between spaces."""
    return f" {' '.join(words)} "


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


_of_thread = threading.local()


def _tokenizer() -> Tokenizer:
    """This thread's tokenizer: one cannot be used by two threads at once."""
    if not hasattr(_of_thread, "tokenizer"):
        _of_thread.tokenizer = _dictionary().create(mode=SplitMode.A)
    tokenizer: Tokenizer = _of_thread.tokenizer
    return tokenizer
