"""What a visitor's words say about the red flag that is active; the vocabulary is in heard.yml. Plain Python.

In doubt the flag goes on: to be reminded once too often does no harm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

VOCABULARY = Path(__file__).with_name("heard.yml")

_HIRAGANA = str.maketrans({code: code - 0x60 for code in range(0x30A1, 0x30F7)})
_UNHEARD = re.compile(r"[\s、,・~〜…]+")
_UNHEARD_KINDS = frozenset({"So", "Sk", "Cf", "Mn"})
_END_OF_CLAUSE = re.compile(r"(?<=[。!！?？\n])|(?<=[たす])(?:が|けど|けれど|ので|から)")
_REFERENCE = re.compile(r"\{([a-z_]+)\}")


def has_sought_care(text: str) -> bool:
    """True for 受診しました, 救急車を呼びました; not for 受診したほうがいいですか or an earlier visit."""
    return any(_says("sought_care", clause) and not _says("no_care", clause) for clause in _clauses(text))


def takes_back(text: str) -> bool:
    """True for 昔の話です, 例えばの話です; not for 昔の話ではありません or 昔の話だけど今も痛い."""
    return _says("taken_back", text) and not _says("not_taken_back", text)


def is_courtesy(text: str) -> bool:
    """True when nothing but 大丈夫です, わかりました, ありがとう is said."""
    return _vocabulary()["courtesies"].fullmatch(_fold(text)) is not None


def has_body_words(text: str) -> bool:
    """True when the body, a complaint or what to do about it is spoken of (様子見でもいいですか)."""
    return _says("body", text)


def _says(kind: str, text: str) -> bool:
    return _vocabulary()[kind].search(_fold(text)) is not None


def _clauses(text: str) -> list[str]:
    """What is said of one thing: 受診しましたが | 次は何をすればいいですか."""
    return [clause for clause in _END_OF_CLAUSE.split(text) if clause.strip()]


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower().translate(_HIRAGANA)
    heard = "".join(sign for sign in folded if unicodedata.category(sign) not in _UNHEARD_KINDS)
    return _UNHEARD.sub("", heard)


@cache
def _vocabulary() -> Mapping[str, re.Pattern[str]]:
    """A pattern for each list of the file; raises KeyError for a name that stands for no earlier list."""
    lists = YAML(typ="safe", pure=True).load(VOCABULARY.read_text(encoding="utf-8"))
    joined: dict[str, str] = {}
    for name, words in lists.items():
        filled = (_REFERENCE.sub(lambda match: joined[match[1]], str(word)) for word in words)
        joined[name] = f"(?:{'|'.join(filled)}){'+' if name == 'courtesies' else ''}"
    return {name: re.compile(pattern) for name, pattern in joined.items()}
