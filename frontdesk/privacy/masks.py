"""Personal values in what a visitor wrote, replaced by 〔電話〕, 〔氏名〕 … before the text goes anywhere.

Plain Python. The patterns look at a copy of the text in which full-width signs are made half-width one to one, so that
a match has the same place in the original. Best effort: names without 名前は or と申します are not found yet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# Full-width ASCII and its half-width twin, the full-width space, and the many hyphens that keyboards produce.
_FOLDED = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {"\u3000": " ", **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")}
)
# The long vowel sign is a hyphen only between digits: elsewhere it belongs to a word (センター, メール).
_LONG_VOWEL_AS_HYPHEN = re.compile(r"(?<=\d)[ーｰ](?=\d)")

# What follows 名前は when no name follows: a question, or that the person will not say it.
_NO_NAME = (
    r"[?!]|[^、。\s]*(?:です|でした|ます|でしょう)か|[^、。\s]*っけ|"
    r"何|なん|な[いし]|どう|あり|ある|言[いいわえうっ]|い[いえわ]|名乗|なの[らり]|匿名|秘密|ひみつ|内緒|不要|必要|要[らり]"
    r"|出[さしてたな]|だ[さし]|書[かきいけく]|か[かき]|教え|おしえ|伝え|後[でか]|あと|まだ|ちょっと|聞[かきい]|入れ|公開"
    r"|伏せ|控え|隠|載|のせ|知[らりるれっ]|仮名|非公開|勘弁"
)
# 薬の名前は, 治療の名前は, 体操の名前は … : the name of a thing.
_THING = r"(?<![薬剤療病気法方術院科品店動操具靴射肉帯骨腱節査分クEチリ]の名前は)"
_END_OF_NAME = r"(?=です|と申|とい|[、。?!\s]|$)"
# Who introduces himself: kanji or katakana, a given name in hiragana after it (no particle: 楽になると申します), or
# hiragana alone where a clause begins. A single kanji only there too (林と申します, but not 転ばぬ先の杖と申します).
_GIVEN_NAME = r"(?: ?[一-龥々ァ-ヶー]{1,6})?(?: ?(?![にはがをでも])[ぁ-ん]{1,6})?"
_INTRODUCED = (
    rf"(?:[一-龥々ァ-ヶー]{{2,6}}{_GIVEN_NAME}"
    rf"|(?<![^、。\sは])(?:[一-龥々ァ-ヶー]{_GIVEN_NAME}|[ぁ-ん]{{2,10}}))"
)
_KANJI_OR_KANA = "一-龥々ぁ-んァ-ヶ"
_NUMERAL = r"[\d一二三四五六七八九十]"

# In this order: what an earlier pattern has replaced cannot confuse a later one.
MASKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(pattern))
    for tag, pattern in (
        ("URL", r"https?://[!-~]+|www\.[!-~]+"),
        ("メール", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"),
        ("電話", r"(?<!\d)(?:\+81|0)(?:[- ().]{0,2}\d){9,10}(?!\d)"),
        (
            "住所",
            r"〒 ?\d{3}-?\d{4}|(?<![\d-])\d{3}-\d{4}(?![\d-])"
            # 一番, 2番目 and 3番に are no house numbers; 番 counts only before a number or 地, or closing the address.
            rf"|[{_KANJI_OR_KANA}]{{1,8}}[市区町村郡][{_KANJI_OR_KANA}]{{0,12}}{_NUMERAL}{{1,4}}"
            rf"(丁目|番地|番(?={_NUMERAL})|(?<!一)番(?![{_KANJI_OR_KANA}])|号|-\d)"
            rf"({_NUMERAL}|丁目|番地?|号|の|-){{0,14}}",
        ),
        (
            "生年月日",
            r"(生年月日|誕生日)\D{0,4}[\d年月日/.-]{4,}"
            r"|((19|20)\d\d|(明治|大正|昭和|平成|令和|[MTSHR])(\d{1,2}|元))"
            r" ?[年/.-] ?\d{1,2} ?[月/.-] ?\d{1,2}日?(?= ?生)"
            r"|(明治|大正|昭和)(\d{1,2}|元)年(\d{1,2}月(\d{1,2}日)?)?",
        ),
        (
            "番号",
            r"(診察券|保険証|被保険者証?|受給者証|マイナンバー|個人番号)"
            r"(の?(記号)?番号|No\.?|ID)?[はが: ]{0,2}[A-Za-z0-9-]{3,}"
            r"|(会員|患者)(番号|No\.?|ID)[はが: ]{0,2}[A-Za-z0-9-]{3,}"
            r"|(?<![\d.,-])(?!(19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))\d(-?\d){6,}(?![\d円万千,])",
        ),
        (
            "氏名",
            rf"(?<=名前は){_THING}(?! ?(?:{_NO_NAME})) ?[^\s、。,?!\d]{{1,12}}?{_END_OF_NAME}"
            rf"|(?<=氏名[はが: ])(?!{_NO_NAME})[^\s、。,?!\d]{{1,12}}?{_END_OF_NAME}"
            rf"|{_INTRODUCED}(?=と申します(?!か))",
        ),
    )
)


def mask(text: str, kept_phones: Collection[str] = ()) -> str:
    """The text with personal values replaced by their tag in 〔 〕.

    `kept_phones` are public numbers (the clinic's own, help lines) that stay, however they are typed. Nothing else
    of the text changes.
    """
    kept = {_national_digits(phone) for phone in kept_phones}
    for tag, pattern in MASKS:
        for begin, end in reversed(list(_spans(pattern, _fold(text), kept))):
            text = f"{text[:begin]}〔{tag}〕{text[end:]}"
    return text


def _spans(pattern: re.Pattern[str], folded: str, kept: Collection[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(folded):
        if _national_digits(match.group()) not in kept:
            yield match.span()


def _fold(text: str) -> str:
    """A copy of the same length with full-width signs half-width."""
    return _LONG_VOWEL_AS_HYPHEN.sub("-", text.translate(_FOLDED))


def _national_digits(number: str) -> str:
    """The digits of a phone number without its country code and leading 0: the same for 050-… and +81 50-…."""
    return "".join(character for character in number.removeprefix("+81") if character.isdigit()).lstrip("0")
