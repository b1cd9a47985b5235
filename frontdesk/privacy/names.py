"""Names of people in a text, found by Sudachi's dictionary and by what stands around them. Plain Python.

A surname with a given name is a name wherever it stands. One word alone is a name only in company: before さん or です,
after 母の. What is named after a person is none: アキレス腱, パーキンソン病, トンプソンテスト.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from sudachipy import Dictionary, SplitMode, Tokenizer

# Old forms that the dictionary lacks, one to one.
_OLD_FORMS = str.maketrans("髙﨑濵濱嶋德邉邊彌眞廣國槇祐塚", "高崎浜浜島徳辺辺弥真広国槙祐塚")

_THING = re.compile(
    r"腱|病|性|法|テスト|症|試験|反射|徴候|体操|靭帯|靱帯|式|型|線|点|酸|医院|病院|クリニック|整形|外科|内科|接骨|整骨"
    r"|治療院|薬局|駅|市|町|区|村|郡|県|通り|橋|川|山|寺|神社|大学|高校|小学|中学|製薬|社製|ホーム|デイ|センター|メソッド|スコア|分類|切開"
)
_STRONG = re.compile(
    r" ?(?:さん(?!ざん)|さま|様|ちゃん|くん(?!だ)|氏(?!名)|先生|と(?:申|もう)し|という(?:者|もの)|と(?:いい|言い|云い)ます(?!か)"
    r"|って(?:いい|言い)ます(?!か)|と(?:いう|言う)名前|宅)"
)
_WEAK = re.compile(r" ?(?:で(?:す(?!か|ね|よね)|ございます|ー+す)|だけど|ですけ|やけど|じゃけど|より(?=[\s。]*$))")
# Where a sentence begins, or after words that announce who it is.
_BEGIN = re.compile(
    r"(?:^|[。、!?\n「:]|はい|どうも|こんにちは|こんばんは|はじめまして|すみません|お世話になります|もしもし|こちら|わたくし|[^ァ-ヶー]で) ?$"
)
_CUE = re.compile(
    r"(?:私|わたし|わたくし|僕|ぼく|俺|おれ|自分|本人|こちら|患者|当方|担当|主治医|名前|氏名|苗字|名字|旧姓|本名)"
    r"(?:の名前|の氏名)?(?:は|、|の|が|も|:)? ?$"
)
_KIN = re.compile(
    r"(?:母|父|夫|妻|主人|旦那|嫁|家内|息子|娘|孫|祖母|祖父|兄|姉|弟|妹|長男|次男|三男|長女|次女|三女|甥|姪|叔母|叔父|伯母|伯父|姑|義母|義父"
    r"|おばあちゃん|おじいちゃん|友人|知人|同僚)(?:の|は|、|:|が)? ?$"
)
# Surnames by the dictionary, but here nearly always something else.
_ORDINARY = frozenset(
    "左 右 前 後 上 下 中 外 内 横 裏 表 甲 底 節 筋 骨 金 土 月 火 木 水 日 朝 昼 夜 春 夏 秋 冬 東 西 南 北 今 昔 母 父 兄 姉 娘 嫁 孫 婿 子"
    " 医 客 皆 隣 主 神 仏 僧 奥 奥さん 旦那 一 二 三 四 五 六 七 八 九 十 百 千 万 歩 走 高 低 長 短 大 小 新 古 角 辺 端 先 元 本 平 力 薬 湯 床 車"
    " 階 段 坂 道 畑 雨 雪 風 石 岩 草 花 犬 猫 牛 馬 鳥 虫 声 音 色 赤 青 白 黒 緑 紫 何 誰 人 男 女 私 僕 俺 店 家 町 村 国 寺".split()
)


_BETWEEN = frozenset(" \u3000・=＝")


class Kind(Enum):
    """What the dictionary says of a word."""

    SURNAME = auto()
    GIVEN = auto()
    PERSON = auto()  # foreign names, and people whom everybody knows
    NOUN = auto()
    PARTICLE = auto()
    BETWEEN = auto()  # what may stand between surname and given name
    OTHER = auto()


@dataclass(frozen=True)
class Word:
    """A word and its place in the text."""

    surface: str
    begin: int
    end: int
    kind: Kind


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every name, from left to right."""
    words = _words(text)
    at = 0
    while at < len(words):
        count = _full_name(words, at, text) or _lone_name(words, at, text)
        if count:
            yield words[at].begin, words[at + count - 1].end
        at += count or 1


def _full_name(words: list[Word], at: int, text: str) -> int:
    """How many words from here on are surname and given name; 0 when they are none."""
    first = words[at]
    between = 1 if at + 2 < len(words) and words[at + 1].kind is Kind.BETWEEN else 0
    if at + between + 1 >= len(words) or not _is_name(first):
        return 0
    second = words[at + between + 1]
    count = between + 2
    rest = text[second.end :]
    if _THING.match(rest) or _THING.match(second.surface):
        return 0
    if first.kind is Kind.PERSON or second.kind is Kind.PERSON:
        is_name = _is_name(second) and between == 1
    elif first.kind is Kind.SURNAME and second.kind in {Kind.GIVEN, Kind.SURNAME}:
        # In a text all in hiragana the dictionary sees people everywhere.
        is_name = not _is_hiragana(first.surface + second.surface) or _is_introduced(first, second, text)
    else:
        could_be_given = second.kind is Kind.NOUN and len(second.surface) <= 4 and second.surface not in _ORDINARY
        is_name = first.kind is Kind.SURNAME and could_be_given and bool(_STRONG.match(rest) or _WEAK.match(rest))
    return count if is_name else 0


def _lone_name(words: list[Word], at: int, text: str) -> int:
    """1 when this word alone is a name by what stands around it, else 0."""
    word = words[at]
    before, rest = text[: word.begin], text[word.end :]
    is_known = word.kind in {Kind.SURNAME, Kind.GIVEN}
    could_be = is_known or (word.kind is Kind.NOUN and _may_be_surname(word.surface))
    if _THING.match(rest) or not (could_be or word.kind is Kind.PERSON) or _is_end_of_a_word(words, at):
        return 0
    is_whole = is_known and len(word.surface) > 1 and not before.strip() and not rest.strip("。 \n")
    is_relative = word.kind is Kind.GIVEN and len(word.surface) > 1 and bool(_KIN.search(before))
    begins = bool(_BEGIN.search(before) or _CUE.search(before))
    says_so = bool(_WEAK.match(rest)) and could_be and (begins or (is_known and not _is_hiragana(word.surface)))
    return int(is_whole or is_relative or says_so or bool(_STRONG.match(rest)))


def _is_end_of_a_word(words: list[Word], at: int) -> bool:
    """True for ろん in ひあるろんさん: hiragana that goes on from hiragana before it."""
    if at == 0 or not _is_hiragana(words[at].surface) or words[at - 1].kind in {Kind.BETWEEN, Kind.PARTICLE}:
        return False
    return _is_hiragana(words[at - 1].surface[-1])


def _is_introduced(first: Word, second: Word, text: str) -> bool:
    before, rest = text[: first.begin], text[second.end :]
    begins = bool(_BEGIN.search(before) or _CUE.search(before))
    return bool(_STRONG.match(rest)) or (begins and bool(_WEAK.match(rest) or not rest.strip()))


def _is_name(word: Word) -> bool:
    return word.kind in {Kind.SURNAME, Kind.GIVEN, Kind.PERSON}


def _is_hiragana(text: str) -> bool:
    return all("ぁ" <= character <= "ん" for character in text)


@cache
def _may_be_surname(surface: str) -> bool:
    """True for 林, 松本 … that the dictionary reads as a wood or a town."""
    if surface in _ORDINARY or _is_hiragana(surface):
        return False
    return any(entry.part_of_speech()[1:4] == ("固有名詞", "人名", "姓") for entry in _dictionary().lookup(surface))


def _words(text: str) -> list[Word]:
    folded = text.translate(_OLD_FORMS)
    return [
        Word(morpheme.surface(), morpheme.begin(), morpheme.end(), _kind(morpheme.surface(), morpheme.part_of_speech()))
        for morpheme in _tokenizer().tokenize(folded)
        if morpheme.surface()
    ]


def _kind(surface: str, part_of_speech: tuple[str, ...]) -> Kind:
    if surface in _BETWEEN:
        return Kind.BETWEEN
    if part_of_speech[2] == "人名":
        return {"姓": Kind.SURNAME, "名": Kind.GIVEN}.get(part_of_speech[3], Kind.PERSON)
    return {"名詞": Kind.NOUN, "助詞": Kind.PARTICLE}.get(part_of_speech[0], Kind.OTHER)


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


_of_thread = threading.local()


def _tokenizer() -> Tokenizer:
    """This thread's tokenizer: one cannot be used by two threads at once."""
    if not hasattr(_of_thread, "tokenizer"):
        _of_thread.tokenizer = _dictionary().create(mode=SplitMode.C)
    tokenizer: Tokenizer = _of_thread.tokenizer
    return tokenizer
