"""What a visitor says about an active red flag: in doubt it goes on."""

from __future__ import annotations

import time

import pytest

from frontdesk.conversations.red_flags import heard

SOUGHT = [
    "受診しました",
    "病院に行ってきました",
    "整形外科を受診しました",
    "さっき救急車を呼びました",
    "救急車呼んだ",
    "キュウキュウシャではなく119に電話しました",
    "今救急外来にいます",
    "もう診てもらいました",
    "母を病院に連れて行きました",
    "入院しました",
    "病院へ向かっています",
    "救急車が来ました",
    "受診しましたが、次はどうすればいいですか",
    "病院に行ってきました。次は何をすればいいですか?",
]
NOT_SOUGHT = [
    "受診したほうがいいですか",
    "受診しましたか",
    "受診したくない",
    "病院に行きたい",
    "病院に行ったら何をしますか",
    "まだ受診していません",
    "去年受診しました",
    "前に受診したときは何もなかった",
    "救急車を呼んだほうがいい?",
    "救急車を呼ぶべき?",
    "明日受診します",
    "119に電話したら?",
    "大丈夫です",
]
TAKEN_BACK = [
    "昔の話です",
    "すみません、去年のことです",
    "例えばの話です",
    "タトエバの話ですよ",
    "仮の話です",
    "もしもの話",
    "一般論です",
    "今の話じゃないです",
    "10年前の話です",
]
NOT_TAKEN_BACK = [
    "昔の話ではありません",
    "昔の話じゃない",
    "昔の話だけど今も痛い",
    "昔の話ですか",
    "前の症状がまだ続いています",
    "たいしたことないです",
    "気のせいかも",
    "大丈夫です",
]
COURTESIES = [
    "大丈夫です",
    "わかりました",
    "分かりました。そうします",
    "ありがとう",
    "ありがとうございます!",
    "はい、わかりました。ありがとうございました",
    "了解です👍",
    "ダイジョウブデス",
    "なるほど、わかりましたー",
    "ok",
]
NO_COURTESIES = ["大丈夫ですか", "痛いけど大丈夫です", "わからない", "いいえ、膝です", "駐車場はありますか"]
OF_THE_COMPLAINT = [
    "様子見でもいいですか",
    "まだ痛い",
    "アシが腫れた",
    "受診しないとだめですか",
    "薬を飲んでいいですか",
    "冷やせばいい?",
    "大丈夫ですか",
]
OF_SOMETHING_ELSE = [
    "駐車場はありますか",
    "診療時間を教えてください",
    "カードは使えますか",
    "電話番号は",
    "息子が行きます",
    "自転車で行けますか",
    "指定の用紙はありますか",
    "費用は足りますか",
    "何曜日が休みですか",
]


@pytest.mark.parametrize("text", SOUGHT)
def test_care_that_was_sought_is_heard(text: str) -> None:
    assert heard.has_sought_care(text)


@pytest.mark.parametrize("text", NOT_SOUGHT)
def test_care_that_is_asked_about_denied_or_long_ago_is_not_care_sought(text: str) -> None:
    assert not heard.has_sought_care(text)


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_a_correction_is_heard(text: str) -> None:
    assert heard.takes_back(text)


@pytest.mark.parametrize("text", NOT_TAKEN_BACK)
def test_a_denied_correction_a_hedge_and_a_courtesy_correct_nothing(text: str) -> None:
    assert not heard.takes_back(text)


@pytest.mark.parametrize("text", COURTESIES)
def test_a_courtesy_is_heard(text: str) -> None:
    assert heard.is_courtesy(text)


@pytest.mark.parametrize("text", NO_COURTESIES)
def test_a_courtesy_with_something_beside_it_is_none(text: str) -> None:
    assert not heard.is_courtesy(text)


@pytest.mark.parametrize("text", OF_THE_COMPLAINT)
def test_words_of_the_body_and_of_the_complaint_are_heard(text: str) -> None:
    assert heard.has_body_words(text)


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_words_that_only_contain_a_part_of_the_body_are_not_of_the_body(text: str) -> None:
    assert not heard.has_body_words(text)


@pytest.mark.parametrize("text", ["あ" * 500, "病院に" * 160, "大丈夫です" * 100, "昔の" * 250, "。" * 500])
def test_listening_takes_no_time_even_on_awkward_texts(text: str) -> None:
    started = time.perf_counter()
    for listen in (heard.has_sought_care, heard.takes_back, heard.is_courtesy, heard.has_body_words):
        listen(text)
    assert time.perf_counter() - started < 0.1
