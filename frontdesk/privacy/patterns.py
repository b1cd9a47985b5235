"""The patterns of personal values, over text whose full-width signs are half-width. Plain Python.

Where a pattern has named groups, only the one that matched is personal; otherwise all of the match.
"""

from __future__ import annotations

import re

_KANJI = "一-龥々"
_KATAKANA = "ァ-ヶーｦ-ﾟ"
_KANJI_OR_KANA = f"{_KANJI}ぁ-ん{_KATAKANA}"
_NUMERAL = r"[\d一二三四五六七八九十]"

# --- reaching a person
_URL = r"https?://[!-~]+|www\.[!-~]+|(?:line\.me|lin\.ee|facebook\.com|instagram\.com|twitter\.com|x\.com|t\.me)/[!-~]+"
_AT = r"(?: ?@ ?| ?[(\[<]at[)\]>] ?| ?(?:アットマーク|あっとまーく|アット|あっと) ?)"
_DOT = r"(?:\.|(?:ドット|どっと) ?)"
_MAIL = (
    rf"[A-Za-z0-9._%+!#$&'*/=?^`{{|}}~-]+{_AT}[A-Za-z0-9-]+(?: ?{_DOT} ?[A-Za-z0-9-]+)+"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]{2,}"
)
# Not in the middle of a longer figure or a date: 2024/03/05.
_PHONE = (
    r"(?<!\d)(?<!\d[/.])(?:\+81(?: ?\(0\))?|0)(?:[- ().・/の_~]{0,3}\d){9,10}(?!\d)"
    r"|(?<!\d)0\d{1,4}[、,] ?\d{1,4}[、,] ?\d{3,4}(?![\d,、])"
    r"|\+\d{1,3}(?:[- ()]{0,2}\d){7,12}(?!\d)"
)
_NETWORK = r"(?:LINE|ライン|らいん|ﾗｲﾝ|インスタ(?:グラム)?|Instagram|Twitter|ツイッター|カカオ|Skype|スカイプ|SNS)"
_IS = r"(?:は|が|を|:|=|→| ){1,3}"
_HANDLE = r"[A-Za-z0-9][A-Za-z0-9._-]{2,}"
_LINE_ID = (
    rf"(?<![A-Za-z])(?:ID|id|Id|アイディー?|アイデー|あいでぃー?|アカウント(?:名)?|垢){_IS}(?P<value>@?{_HANDLE})"
    rf"|{_NETWORK} ?[:=→] ?(?P<other>@?{_HANDLE})|(?<![A-Za-z0-9._-])@{_HANDLE}"
    r"|(?<![A-Za-z0-9])[UCR][0-9a-f]{32}(?![0-9a-f])"
)

# --- where a person lives
# No house number but a count: 3年前, 30人, 2軒. 一番 and 2番目 neither.
_COUNT = (
    r"(?! ?(?:[歳才分時月日年回人軒件度円位個枚本台週歩割万千百%]|km|キロ|メートル|m|センチ|番目"
    rf"|[かヶケカヵ](?:月|所|年)|つ|{_NUMERAL}|[.,〜~:]))"
)
_HOUSE = (
    rf"(丁目|番地|番(?={_NUMERAL})|(?<!一)番(?![{_KANJI_OR_KANA}])|号|条|-\d|の\d)"
    rf"({_NUMERAL}|丁目|番地?|号|条|の(?=\d)|[東西南北]|-){{0,16}}"
)
_BUILDING = r"(?:マンション|アパート|ハイツ|コーポ|メゾン|ハイム|レジデンス|パレス|タワー|ビル|団地|荘|館|棟)"
_ROOM = (
    rf"(?: ?[{_KANJI}{_KATAKANA}A-Za-z・]{{0,12}}{_BUILDING}"
    rf"[{_KANJI}{_KATAKANA}A-Za-z・]{{0,8}} ?\d{{0,4}}(?:号室?|階|F)?| ?\d{{2,4}}号室)?"
)
_PREFECTURE = r"(?:東京都|北海道|京都府|大阪府|[一-龥]{2,3}県)"
_ADDRESS = (
    r"〒 ?\d{3}-?\d{4}|郵便番号(?:は|が|:| ){0,2}(?P<value>\d{3}-?\d{4})|(?<![\d-])\d{3}-\d{4}(?![\d-])"
    rf"|[{_KANJI_OR_KANA}]{{1,8}}[市区町村郡][{_KANJI_OR_KANA}]{{0,12}}{_NUMERAL}{{1,4}}{_HOUSE}{_ROOM}"
    rf"|{_PREFECTURE}[{_KANJI}{_KATAKANA}のノ]{{1,16}}\d{{1,5}}(?:-\d{{1,5}})*{_COUNT}{_ROOM}"
    rf"|[{_KANJI}]{{1,6}}[市郡][{_KANJI}{_KATAKANA}]{{1,12}}\d{{2,5}}(?:-\d{{1,5}})*{_COUNT}{_ROOM}"
    rf"|(?:{_PREFECTURE}[{_KANJI_OR_KANA}]{{0,8}}[市区町村郡]|[{_KANJI_OR_KANA}]{{1,8}}[市町村](?=大?字))"
    rf"[{_KANJI_OR_KANA}]{{0,8}}[{_KANJI}{_KATAKANA}]\d{{1,5}}(?:-\d{{1,5}})*{_COUNT}{_ROOM}"
    rf"|[{_KANJI_OR_KANA}]{{0,8}}{_BUILDING}[{_KANJI_OR_KANA}A-Za-z]{{0,8}} ?\d{{2,4}}号室"
)

# --- who a person is
_NUMBER_IN_DATE = rf"(?:{_NUMERAL}{{1,3}}|元)"
_OLD_ERA = r"(?:明治|大正|昭和)"
_ERA = rf"(?:(?:{_OLD_ERA}|平成|令和){_NUMBER_IN_DATE}|[MTSHR]\d{{1,2}})"
_YEAR = rf"(?:(?:19|20)\d\d|{_ERA})"
_BORN = r"(?= ?(?:に|の|ごろ|頃)? ?(?:生|うまれ))"
# A year of an old era is taken for that of a birth, but not in 昭和62年に手術.
_NO_BIRTH = r"(?! ?(?:[にの](?! ?(?:生|うまれ))|頃|ごろ|から|まで|以|前|後|末|代))"
_BIRTH = (
    rf"(?:生年月日|誕生日|バースデー|せいねんがっぴ|たんじょうび)\D{{0,4}}?"
    rf"(?:(?:{_OLD_ERA}|平成|令和)[\d一二三四五六七八九十元年月日/.-]{{2,}}|[\d一二三四五六七八九十元年月日/.-]{{4,}})"
    rf"|{_YEAR} ?[年/.-] ?{_NUMERAL}{{1,3}} ?[月/.-] ?{_NUMERAL}{{1,3}}日?{_BORN}"
    rf"|{_YEAR} ?[年/.-] ?{_NUMERAL}{{1,3}}月?{_BORN}"
    rf"|(?<!\d){_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日{_BORN}|(?<!\d)(?:19|20)\d{{6}}{_BORN}"
    rf"|{_OLD_ERA}{_NUMBER_IN_DATE}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日"
    rf"|{_OLD_ERA}{_NUMBER_IN_DATE}年(?:{_NUMERAL}{{1,3}}月)?(?!{_NUMERAL}){_NO_BIRTH}"
    rf"|(?:{_OLD_ERA}|(?<![A-Za-z])[MTS])\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{1,2}}(?!\d)"
)
_DOCUMENT = (
    r"(?:診察券|健康保険証?|保険証|被保険者証?|受給者証|介護保険証?|マイナンバー(?:カード)?|個人番号|カルテ|免許証|旅券"
    r"|パスポート|障害者手帳|年金|口座|クレジット(?:カード)?|(?:キャッシュ|クレカ|デビット)(?:カード)?|しんさつけん|ほけんしょう?|まいなんばー|かるて)"
)
_NUMBER = (
    rf"{_DOCUMENT}(?:の?(?:記号)?・?(?:番号|ばんごう)|の?No\.?|の?ID)?(?:は|が|:| |、){{0,3}}"
    r"[A-Za-z0-9-]{3,}(?:[ ・][A-Za-z0-9-]{3,}){0,3}"
    rf"|{_DOCUMENT}の?(?:記号)?・?番号\D{{1,8}}?(?P<value>[A-Za-z0-9-]{{3,}})"
    r"|記号 ?[A-Za-z0-9-]+[、,・ ]{0,2}番号 ?[A-Za-z0-9-]+"
    r"|(?:会員|患者|登録|顧客|予約|診察|カード)(?:番号|No\.?|ID)(?:は|が|:| |、){0,3}[A-Za-z0-9-]{3,}(?: \d{4}){0,3}"
    r"|(?<![\d.,-])\d{4}(?: \d{4}){2,3}(?! ?\d)"
    r"|(?<![\d.,-])(?!(19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))[A-Z]{0,3}\d(-?\d){6,}(?![\d円万千,])"
)

# --- names with a cue; those without are found by the dictionary (names.py)
# What follows 名前は when no name follows: a question, or that the person will not say it.
_NO_NAME = (
    r"〔|[?!]|[^、。\s]*(?:です|でした|ます|でしょう)か|[^、。\s]*っけ|"
    r"何|なん|な[いし]|どう|あり|ある|言[いいわえうっ]|い[いえわ]|名乗|なの[らり]|匿名|秘密|ひみつ|内緒|不要|必要|要[らり]"
    r"|出[さしてたな]|だ[さし]|書[かきいけく]|か[かき]|教え|おしえ|伝え|後[でか]|あと|まだ|ちょっと|聞[かきい]|入れ|公開"
    r"|伏せ|控え|隠|載|のせ|知[らりるれっ]|ど[こうのんれ]|いつ|誰|だれ|なぜ|仮名|非公開|勘弁|忘|わす|覚|おぼ|思い|おもい|同じ|違|ちが"
)
# 薬の名前は, 体操の名前は … name things: of the names of others only those of people are meant.
_PERSON = "私|わたし|僕|俺|本人|患者|こちら|母|父|夫|妻|主人|息子|娘|孫|祖母|祖父|兄|姉|弟|妹|子|人|方|者"
_WHOSE = rf"(?:(?<!の)お?|(?:{_PERSON})の)"
_END_OF_NAME = r"(?=です|と申|とい|[、。?!\s〔]|$)"
_PART = r"[^\s、。,?!\d〔〕]"
# After a space a second part, unless it goes on about the complaint: 名前は田中 膝が痛い.
_SECOND = (
    r"(?: (?:[一-龥々]{1,3}|[ァ-ヶー]{2,6}|(?:(?![がをはのにで])[ぁ-ん]){2,5})"
    r"(?=です|と申|とい|[、。\s〔]|$)(?<![膝足首腰痛腫熱]))?"
)
_CUED = (
    rf"{_WHOSE}(?:名前|なまえ)(?:は|:)(?! ?(?:{_NO_NAME})) ?(?P<value>{_PART}{{1,12}}?{_SECOND}){_END_OF_NAME}"
    rf"|(?:氏名|姓名|フルネーム|苗字|名字|本名|旧姓|患者名)(?:は|が|:| )(?! ?(?:{_NO_NAME})) ?"
    rf"(?P<other>{_PART}{{1,12}}?{_SECOND}){_END_OF_NAME}"
)
# Who introduces himself: kanji or katakana, a given name in hiragana after it (no particle: 楽になると申します), or
# hiragana alone where a clause begins. A single kanji only there too (林と申します, but not 転ばぬ先の杖と申します).
_GIVEN_NAME = rf"(?: ?[{_KANJI}{_KATAKANA}]{{1,6}})?(?: ?(?![にはがをでも])[ぁ-ん]{{1,6}})?"
_INTRODUCED = (
    rf"(?:[{_KANJI}{_KATAKANA}]{{2,6}}{_GIVEN_NAME}"
    rf"|(?<![^、。\sは])(?:[{_KANJI}{_KATAKANA}]{_GIVEN_NAME}|[ぁ-ん]{{2,10}}))(?=と申(?:します(?!か)|す(?:者|もの)))"
)
_ROMAJI = (
    r"(?:(?:私|わたし|名前)は|[Mm]y name is|I'm|I am) ?(?P<romaji>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![A-Za-z])"
    r"|(?<![A-Za-z])[A-Z][a-z]{2,} [A-Z][a-z]{2,}(?= ?(?:です|と申|といい|と言い|さん))"
)

# In this order: what an earlier pattern has replaced cannot confuse a later one.
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(pattern))
    for tag, pattern in (
        ("URL", _URL),
        ("メール", _MAIL),
        ("ID", _LINE_ID),
        ("電話", _PHONE),
        ("住所", _ADDRESS),
        ("生年月日", _BIRTH),
        ("番号", _NUMBER),
        ("氏名", _ROMAJI),
    )
)
# After the dictionary, which knows better where a name ends.
NAME_PATTERNS: tuple[re.Pattern[str], ...] = tuple(re.compile(pattern) for pattern in (_CUED, _INTRODUCED))
