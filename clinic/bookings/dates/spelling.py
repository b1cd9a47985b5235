"""One spelling for what people write in many: widths, kana, kanji numbers, everyday names of days. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_HIRAGANA = str.maketrans({code: code - 0x60 for code in range(0x30A1, 0x30F7)})
_DASHES = re.compile(r"[‐‑‒–—―−ー~〜]")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
_IGNORED = re.compile(r"[\s、。,!?「」『』…・]+")
_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_KANJI_NUMBER = re.compile(
    r"[〇零一二三四五六七八九十]+(?=年|月|日|時|分|週|か月|土|ヶ月|[()])|(?<=第)[一二三四五]|(?<=和)元(?=年)"
)

# Days of the month that have names of their own; kana readings of numbers before 時.
_DAY_NAMES = (
    "ついたち", "ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "ようか", "ここのか", "とおか",
)  # fmt: skip
_HOURS = {
    "じゅうに": 12, "じゅういち": 11, "じゅう": 10, "いち": 1, "に": 2, "さん": 3, "よ": 4, "ご": 5, "ろく": 6,
    "しち": 7, "なな": 7, "はち": 8, "く": 9,
}  # fmt: skip
_KANA_HOUR = re.compile(rf"({'|'.join(_HOURS)})じ(?=はん|ごろ|ころ|に|で|から|が|$)")
_UNITS = ("いち", "に", "さん", "し", "ご", "ろく", "しち", "はち", "く")
_KANA_NUMBERS = {
    **{name: value for value, name in enumerate(_UNITS, 1)},
    **{ten + "じゅう" + unit: tens * 10 + value for tens, ten in enumerate(("", "に", "さん"), 1)
       for value, unit in enumerate(("", *_UNITS))},
}  # fmt: skip
_KANA_NUMBER = re.compile(rf"({'|'.join(sorted(_KANA_NUMBERS, key=len, reverse=True))})(がつ|にち)(?!よう)")
_KANA_WEEKDAY = re.compile(r"(げつ|か|すい|もく|きん|ど|にち)よう(?:び)?")
_WEEKDAYS = {"げつ": "月", "か": "火", "すい": "水", "もく": "木", "きん": "金", "ど": "土", "にち": "日"}

# In this order: what holds another comes first.
_WORDS: Mapping[str, str] = {
    "しあさって": "3日後", "明々後日": "3日後", "明明後日": "3日後", "あさって": "2日後", "明後日": "2日後", "みょうごにち": "2日後",
    "あした": "1日後", "あす": "1日後", "明日": "1日後", "みょうにち": "1日後", "翌日": "1日後",
    "きょう": "今日", "本日": "今日", "ほんじつ": "今日", "おととい": "2日前", "一昨日": "2日前", "きのう": "1日前", "昨日": "1日前",
    "さらいしゅう": "再来週", "さ来週": "再来週", "らいしゅう": "来週", "次週": "来週", "翌週": "来週", "こんしゅう": "今週", "せんしゅう": "先週",
    "さらいげつ": "再来月", "さ来月": "再来月", "らいげつ": "来月", "翌月": "来月", "こんげつ": "今月", "せんげつ": "先月",
    "しゅうまつ": "週末", "げつまつ": "月末", "の終わり": "末", "のおわり": "末", "の末": "末",
    "こんど": "今度", "つぎの": "次の", "へいじつ": "平日", "どにち": "土日", "まいしゅう": "毎週",
    "あたま": "頭", "はじめ": "頭", "初め": "頭", "始め": "頭", "前半": "頭", "なかば": "半ば", "後半": "末",
    "ごぜん": "午前", "ごご": "午後", "お昼": "昼", "おひる": "昼", "ひるすぎ": "昼過ぎ", "ひる": "昼", "ゆうがた": "夕方",
    "あさいち": "朝", "あさ": "朝", "よる": "夜", "しょうご": "昼", "正午": "昼",
    "いつだって": "いつでも", "何時でも": "いつでも", "なんじでも": "いつでも", "何日でも": "いつでも", "なんにちでも": "いつでも", "どの日でも": "いつでも",
    "まかせ": "任せ", "かげつ": "か月", "カ月": "か月", "ヶ月": "か月", "ヵ月": "か月", "箇月": "か月", "ケ月": "か月", "ゖ月": "か月",
    "はん": "半", "ふん": "分", "ぷん": "分", "ごろ": "頃",
}  # fmt: skip
_SPELLINGS = re.compile("|".join(map(re.escape, _WORDS)))


def spelled(text: str) -> str:
    """The text in NFKC and hiragana, without spaces and marks; numbers in digits, days by one name each."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_HIRAGANA)
    # 12/3 10:30 must not become 12/310:30.
    folded = _BETWEEN_NUMBERS.sub("_", _DASHES.sub("-", folded))
    folded = _IGNORED.sub("", folded)
    folded = _KANA_WEEKDAY.sub(lambda match: _WEEKDAYS[match[1]] + "曜", folded)
    folded = _KANA_NUMBER.sub(lambda match: f"{_KANA_NUMBERS[match[1]]}{'月' if match[2] == 'がつ' else '日'}", folded)
    folded = _KANA_HOUR.sub(lambda match: f"{_HOURS[match[1]]}時", folded)
    folded = _with_day_names(folded)
    folded = _SPELLINGS.sub(lambda match: _WORDS[match[0]], folded)
    return _KANJI_NUMBER.sub(lambda match: str(_number(match[0])), folded)


def _with_day_names(text: str) -> str:
    text = text.replace("はつか", "20日").replace("いつかでも", "いつでも")
    for day, name in enumerate(_DAY_NAMES, 1):
        # いつか alone means "some day".
        pattern = rf"(?<=月){name}|(?<=がつ){name}" if name == "いつか" else name
        text = re.sub(pattern, f"{day}日", text)
    return text


def _number(kanji: str) -> int:
    """二十五 is 25, 二五 is 25, 十 is 10."""
    if "十" not in kanji:
        return int("".join(str(_KANJI[sign]) for sign in kanji))
    tens, _, units = kanji.partition("十")
    return (_number(tens) if tens else 1) * 10 + (_number(units) if units else 0)
