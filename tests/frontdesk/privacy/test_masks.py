"""Personal values are replaced by their tag; figures, names of things and public numbers survive."""

from __future__ import annotations

import time

import pytest

from frontdesk.privacy.masks import mask

PUBLIC = ("050-1869-7918", "0120-279-338")

PERSONAL = [
    ("電話は090-1234-5678です", "電話は〔電話〕です"),
    ("09012345678", "〔電話〕"),
    ("０９０ー１２３４ー５６７８", "〔電話〕"),
    ("090 1234 5678 へ", "〔電話〕 へ"),
    ("03(1234)5678", "〔電話〕"),
    ("+81 90-1234-5678", "〔電話〕"),
    ("0120-000-111に掛けた", "〔電話〕に掛けた"),
    ("taro.yamada@example.co.jp まで", "〔メール〕 まで"),
    ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", "〔メール〕"),
    ("https://example.com/a?b=c を見て", "〔URL〕 を見て"),
    ("www.example.com", "〔URL〕"),
    ("〒100-0001", "〔住所〕"),
    ("100-0001です", "〔住所〕です"),
    ("東京都千代田区丸の内1丁目2番3号に住んでいます", "〔住所〕に住んでいます"),
    ("大阪市北区梅田3-1-3", "〔住所〕"),
    ("世田谷区三軒茶屋二丁目", "〔住所〕"),
    ("中央町3番", "〔住所〕"),
    ("昭和28年5月3日生まれ", "〔生年月日〕生まれ"),
    ("1953年5月3日生", "〔生年月日〕生"),
    ("生年月日は1953/5/3", "〔生年月日〕"),
    ("誕生日 S28.5.3", "〔生年月日〕"),
    ("診察券番号はA12345", "〔番号〕"),
    ("保険証 12345678", "〔番号〕"),
    ("会員番号:99887", "〔番号〕"),
    ("カードは1234-5678-9012-3456", "カードは〔番号〕"),
    ("名前は田中です", "名前は〔氏名〕です"),
    ("名前は 鈴木一郎 と申します", "名前は 〔氏名〕 と申します"),
    ("私の名前はたなか", "私の名前は〔氏名〕"),
    ("氏名:山田太郎", "氏名:〔氏名〕"),
    ("佐藤と申します", "〔氏名〕と申します"),
    ("私は佐藤 花子と申します", "私は〔氏名〕と申します"),
    ("はじめまして、スズキと申します。膝が痛いです", "はじめまして、〔氏名〕と申します。膝が痛いです"),
    ("林と申しますが", "〔氏名〕と申しますが"),
    ("090/1234/5678", "〔電話〕"),
    ("090の1234の5678です", "〔電話〕です"),
    ("〇九〇-一二三四-五六七八です", "〔電話〕です"),
    ("+1 415 555 0100", "〔電話〕"),
    ("taro(at)example.jp", "〔メール〕"),
    ("taro アットマーク example ドット jp です", "〔メール〕 です"),
    ("LINEのIDはhanako_77です", "LINEのIDは〔ID〕です"),
    ("ライン:hanako77で連絡ください", "ライン:〔ID〕で連絡ください"),
    ("インスタは@hiza_love", "インスタは〔ID〕"),
    ("U4af4980629d4c3a5b6c7d8e9f0a1b2c3", "〔ID〕"),
    ("札幌市中央区南1条西3丁目8番", "〔住所〕"),
    ("岡山市中区浜1丁目2-3 浜ハイツ201号室です", "〔住所〕です"),
    ("岡山県倉敷市阿知1234です", "〔住所〕です"),
    ("1960年4月生まれ", "〔生年月日〕生まれ"),
    ("昭和四十年十月十日生まれ", "〔生年月日〕生まれ"),
    ("S33.7.12です", "〔生年月日〕です"),
    ("カード番号 4111 1111 1111 1111", "〔番号〕"),
    ("マイナンバーは1234 5678 9012", "〔番号〕"),
    ("保険証は記号12、番号345です", "保険証は〔番号〕です"),
    # by the dictionary
    ("山田太郎です。膝が痛い", "〔氏名〕です。膝が痛い"),
    ("佐藤 葵です", "〔氏名〕です"),
    ("髙橋です", "〔氏名〕です"),
    ("ﾀﾅｶです", "〔氏名〕です"),
    ("やまだはなこです", "〔氏名〕です"),
    ("鈴木といいます", "〔氏名〕といいます"),
    ("林です。膝が痛い", "〔氏名〕です。膝が痛い"),
    ("田中さんの紹介で", "〔氏名〕さんの紹介で"),
    ("中条様から聞きました", "〔氏名〕様から聞きました"),
    ("西田先生に診てもらった", "〔氏名〕先生に診てもらった"),
    ("母の和子が転びました", "母の〔氏名〕が転びました"),
    ("お願いします。柴田", "お願いします。〔氏名〕"),
    ("上野 千代です", "〔氏名〕です"),
    ("Kenji Suzukiと申します", "〔氏名〕と申します"),
]

HARMLESS = [
    "38度5分",
    "38.5",
    "55歳",
    "14万3千円",
    "143000円",
    "30〜50万円",
    "3-6ヶ月",
    "3〜6か月",
    "2024年3月に手術",
    "2024-03-05",
    "90度",
    "1日3回、各30秒",
    "2〜3cm",
    "119",
    "#7119",
    "#8000",
    "アキレス腱",
    "私は変形性膝関節症です",
    "外反母趾といいますか",
    "名前は何ですか",
    "名前は何?",
    "治療の名前は?",
    "薬の名前はロキソニンです",
    "名前はBMEでしたか",
    "この町で一番",
    "この地区で2番目に近い",
    "名前は言いたくない",
    "名前は出さないで",
    "名前は必要ですか",
    "名前は後でいいですか",
    "若い頃から名前は知っておりますが",
    "アキレス腱と申しますか、あそこが痛む",
    "本人は楽になると申しますが",
    "転ばぬ先の杖と申しますから",
    "昭和通りの近く",
    "メールで相談できますか",
    "センターで100件",
    "2〜3 cm、30 秒、3 回",
    "血圧は138/82、10000歩、62.5kg",
    "2023/11/5 10:30-12:30に転びました",
    "昭和62年に手術しました",
    "アキレスです",
    "トンプソンテスト",
    "パーキンソン病さん",
    "シンスプリントといいます",
    "湿布の名前はモーラスです",
    "この体操の名前は何ですか",
    "氏名はどこに書くの",
    "名前は忘れました",
    "左です",
    "福島です、遠いですか",
    "倉敷市から3年前に引っ越しました",
    "娘の歩き方",
    "村上クリニックです",
    "奥さん、お子さん、看護師さん、院長先生",
    "ひあるろんさんのちゅうしゃ",
    "危けん性を教えて",
]

OUT_OF_REACH = [
    "ゼロきゅうゼロ いちにさんよん ごろくななはち",  # spoken digits
    "薬袋といいます",  # a rare family name that the dictionary lacks
    "やまもとです、よろしく",  # hiragana alone, read as a mountain and its foot
    "丸の内のマンションに住んでいます",  # a place without a house number
    "夫の件で、木村が電話します",  # a name that nothing announces
    "1950年生まれです",  # a year alone
    "市内の22-0000です",  # a local number without its area code
]


@pytest.mark.parametrize(("text", "expected"), PERSONAL, ids=[text for text, _ in PERSONAL])
def test_a_personal_value_is_replaced_by_its_tag(text: str, expected: str) -> None:
    assert mask(text, PUBLIC) == expected


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_not_personal_survives(text: str) -> None:
    assert mask(text, PUBLIC) == text


@pytest.mark.parametrize(
    "number",
    ["050-1869-7918", "05018697918", "０５０ー１８６９ー７９１８", "050 1869 7918", "+81 50-1869-7918", "0120-279-338"],
)
def test_a_public_number_survives_however_it_is_typed(number: str) -> None:
    text = f"{number} に電話したい"
    assert mask(text, PUBLIC) == text


def test_only_the_public_number_survives_beside_a_private_one() -> None:
    assert mask("050-1869-7918に掛けて、090-1234-5678へ返事", PUBLIC) == "050-1869-7918に掛けて、〔電話〕へ返事"


def test_without_public_numbers_every_number_is_private() -> None:
    assert mask("050-1869-7918") == "〔電話〕"


@pytest.mark.parametrize("text", OUT_OF_REACH)
def test_known_gaps_are_not_found_yet(text: str) -> None:
    assert mask(text, PUBLIC) == text


def test_several_values_in_one_text_are_all_replaced_and_the_rest_stays() -> None:
    text = "佐藤と申します。\nTEL 090-1234-5678、a@b.jp。膝が痛くて３０秒も立てません。"
    assert mask(text, PUBLIC) == "〔氏名〕と申します。\nTEL 〔電話〕、〔メール〕。膝が痛くて３０秒も立てません。"


def test_masking_twice_changes_nothing_more() -> None:
    for text, expected in PERSONAL:
        assert mask(mask(text, PUBLIC), PUBLIC) == expected


@pytest.mark.parametrize(
    "text",
    [
        "あ" * 500,
        "0-" * 250,
        "1-" * 250,
        "市" * 500,
        "東京都千代田区" * 70,
        "名前は" * 160,
        "a." * 250 + "@",
        "昭和" * 250,
        "+1" * 250,
        "生年月日" * 125,
        "一" * 500,
        "県" * 500,
        "田中 " * 166,
        "村大字" * 160,
        "ァ" * 500,
    ],
    ids=lambda text: text[:4],
)
def test_masking_takes_milliseconds_even_on_awkward_texts(text: str) -> None:
    started = time.perf_counter()
    mask(text, PUBLIC)
    assert time.perf_counter() - started < 0.1
