"""The visitor's name as it was typed: what is said around it is taken off, what is no name is refused."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
_BEFORE = re.compile(
    r"^(?:(?:私|わたし|わたくし|僕|俺)(?:の)?(?:名前)?(?:は|、)|(?:お?(?:名前|なまえ)|氏名)(?:は|:|、))\s*"
)
_AFTER = re.compile(
    r"(?:です|と申します|申します|と?いいます|と?言います|っていいます|いうもんや|や(?:けど|で)|じゃ|だ|でございます|っす)(?:。|が|けど|よ|ね|、よろしく.*|。?よろしく.*)?$"
)
_SIGNS = re.compile(r"[\s\u3000]+")
_NO_NAME = re.compile(
    r"はい|いいえ|いえ|うん|ええ|お願い(?:し|いたし)ます|わか(?:りました|った)|大丈夫|匿名|内緒|秘密|ひみつ|なし|無し|ありません|.*(?:ない|たく(?:ない|ありません)|ください|ません|しょう)|"
    r"(?:お?名前|氏名|膝|ひざ|足首|足|腰|肩|痛み|費用|予約)"
)
_SENTENCE = re.compile(r"[。?!]|痛|予約|たい|ください")


class NameRefused(ValueError):
    """Raised for what is no name that one could be called by."""


def read_name(text: str) -> str:
    """The name in `text`, 「田中花子です」 as 田中花子. Raises NameRefused."""
    name = _SIGNS.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    name = _AFTER.sub("", _BEFORE.sub("", name)).strip(" 、。,.")
    letters = sum(sign.isalpha() for sign in name)
    is_written = all(sign.isalpha() or sign in " ・-'.ー々〆ヶ" or unicodedata.combining(sign) for sign in name)
    if not letters or not is_written or len(name) > LONGEST or _NO_NAME.fullmatch(name) or _SENTENCE.search(name):
        raise NameRefused
    return name
