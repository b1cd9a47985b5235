"""What stands around a word, and what it says of it: 田中 before さん is a name, アキレス before 腱 is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

THING = re.compile(
    r"腱|病|性|法|テスト|症|試験|反射|徴候|体操|靭帯|靱帯|式|型|線|点|酸|分類|切開|メソッド|スコア"
    r"|医院|病院|クリニック|整形|外科|内科|接骨|整骨|治療院|薬局|製薬|社製|ホーム|デイ|センター"
    r"|駅|市|町|区|村|郡|県|通り|橋|川|山|寺|神社|大学|高校|小学|中学"
)
_STRONG = re.compile(
    r" ?(?:さん(?!ざん)|さま|様|ちゃん|くん(?!だ)|氏(?!名)|先生|宅|と(?:申|もう)[しす]|という(?:者|もの)"
    r"|と(?:いう|言う)名前|(?:と|って)(?:いい|言い|云い)ます(?!か))"
)
_WEAK = re.compile(
    r" ?(?:で(?:す(?!か|ね|よね)|ございます|ー+す)|だけど|ですけ|やけど|じゃけど|より(?=[\s。、]|$))| (?:男|女|\d{1,3} ?[歳才])"
)
# Where a sentence begins, or after words that announce who it is.
_BEGIN = re.compile(
    r"(?:^|[。、!?\n「:]|はい|どうも|こんにちは|こんばんは|はじめまして|すみません|お世話になります|もしもし) ?$"
    r"|(?:私|わたし|わたくし|僕|ぼく|俺|おれ|自分|本人|こちら|患者|当方|担当|主治医|名前|氏名|苗字|名字|旧姓|本名)"
    r"(?:の名前|の氏名)?(?:は|、|の|が|も|:)? ?$"
)
_KIN = re.compile(
    r"(?:母|父|夫|妻|主人|旦那|嫁|家内|息子|娘|孫|祖母|祖父|兄|姉|弟|妹|長男|次男|三男|長女|次女|三女|甥|姪"
    r"|叔母|叔父|伯母|伯父|姑|義母|義父|おばあちゃん|おじいちゃん|友人|知人|同僚)(?:の|は|、|:|が)? ?$"
)
_SENTENCE_BEFORE, _SENTENCE_AFTER = re.compile(r"(?:^|[。!?\n]) *$"), re.compile(r" *(?:$|[。\n])")
_GAP_BEFORE, _GAP_AFTER = re.compile(r"(?:^|[\s、。])$"), re.compile(r"$|[\s、。〔]")

# Names by the dictionary, but here nearly always something else.
ORDINARY = frozenset(
    "左右前後上下中外内横裏表甲底節筋骨金土月火木水日朝昼夜春夏秋冬東西南北今昔母父兄姉娘嫁孫婿子医客皆隣主神仏僧奥"
    "一二三四五六七八九十百千万歩走高低長短大小新古角辺端先元本平力薬湯床車階段坂道畑雨雪風石岩草花犬猫牛馬鳥虫声音色"
    "赤青白黒緑紫何誰人男女私僕俺店家町村国寺"
) | {"奥さん", "旦那"}
# A prefecture by itself says where, not who.
_PREFECTURE = re.compile(
    "北海道|青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|東京|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知"
    "|三重|滋賀|京都|大阪|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄"
)


def is_prefecture(word: str) -> bool:
    """True for 福島, which is also a surname."""
    return _PREFECTURE.fullmatch(word) is not None


@dataclass(frozen=True)
class Surroundings:
    """What stands before and after what may be a name."""

    before: str
    after: str

    @property
    def is_of_a_thing(self) -> bool:
        return bool(THING.match(self.after))

    @property
    def is_strong(self) -> bool:
        return bool(_STRONG.match(self.after))

    @property
    def is_weak(self) -> bool:
        return bool(_WEAK.match(self.after))

    @property
    def is_said_of_a_person(self) -> bool:
        return self.is_strong or self.is_weak

    @property
    def begins(self) -> bool:
        return bool(_BEGIN.search(self.before))

    @property
    def follows_a_relative(self) -> bool:
        return bool(_KIN.search(self.before))

    @property
    def is_of_a_relative(self) -> bool:
        """True for 和子 in 母の和子が."""
        return self.before.endswith("の") and self.follows_a_relative and self.after[:1] in tuple("がはもを")

    @property
    def is_introduction(self) -> bool:
        return self.is_strong or (self.begins and (self.is_weak or not self.after.strip()))

    @property
    def is_a_sentence(self) -> bool:
        return bool(_SENTENCE_BEFORE.search(self.before) and _SENTENCE_AFTER.match(self.after))

    @property
    def stands_alone(self) -> bool:
        return bool(_GAP_BEFORE.search(self.before) and _GAP_AFTER.match(self.after))
