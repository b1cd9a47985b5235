"""The never list of words.yml: each rule catches what it is for and lets its honest neighbours pass."""

from __future__ import annotations

import pytest

from clinic.profile import Profile
from data_checks.word_rules import hits_in, hits_in_text
from data_checks.words import Words

BAD = [
    ("N01", "当院は最安値です。"),
    ("N01", "お手頃な料金でご案内します。"),
    ("N02", "他院より早く受けられます。"),
    ("N03", "No.1の治療です。"),
    ("N03", "最先端の技術です。"),
    ("N04", "つらい痛みから解放されます。"),
    ("N04", "この運動で痛みがとれます。"),
    ("N05", "必ず良くなります。"),
    ("N05", "誰でも受けられます。"),
    ("N06", "続ければ治ります。"),
    ("N06", "元通りに歩けます。"),
    ("N06", "関節を治すことができます。"),
    ("N07", "多くの方が効果を実感しています。"),
    ("N08", "注射1本で済みます。"),
    ("N09", "即日に痛みが引きます。"),
    ("N10", "副作用はほとんどありません。"),
    ("N10", "安全な治療です。"),
    ("N11", "軟骨が再生します。"),
    ("N12", "厚生労働省に認められた方法です。"),
    ("N12", "国内で承認済みです。"),
    ("N13", "関節の硬さの可能性が高いです。"),
    ("N13", "けがの可能性が低いです。"),
    ("N14", "BMEは再生医療の一つです。BME再生医療と呼びます。"),
    ("N14", "BMEは幹細胞です。"),
    ("N15", "手術はおすすめです。"),
    ("N15", "いちばん人気です。"),
    ("N16", "今すぐお申し込みください。"),
    ("N17", "変形性膝関節症です。"),
    ("N17", "骨折の疑いがあります。"),
    ("N18", "あなたの膝は重いほうでしょう。"),
    ("N19", "しばらく様子を見てください。"),
    ("N19", "受診する必要はありません。"),
    ("N19", "たぶん大丈夫でしょう。"),
    ("N20", "その薬は飲んでもよいです。"),
    ("N20", "湿布はもう中止してください。"),
    ("N21", "カウンセリングで医師が診断します。"),
]

GOOD = [
    ("N01", "費用はお電話でご確認ください。"),
    ("N02", "ほかの治療との違いは、医師にお尋ねください。"),
    ("N03", "最新の情報はお電話でご確認ください。"),
    ("N04", "痛みの軽減をめざす治療です。"),
    ("N05", "必ずしも良くなるとは限りません。"),
    ("N05", "誰でも受けられるわけではありません。"),
    ("N06", "治りますか、というお尋ねにはお答えできません。"),
    ("N06", "関節の潤滑性を改善する場合があります。"),
    ("N08", "1本の注射です。"),
    ("N09", "診察で適応があると判断された場合、最短で即日です。"),
    ("N10", "リスクはゼロではありません。"),
    ("N10", "副作用がないわけではありません。"),
    ("N11", "軟骨に負担がかかる可能性があります。"),
    ("N12", "国内では未承認の治療です。"),
    ("N13", "関節の硬さが主な原因の可能性があります。"),
    ("N13", "けがの可能性がないとは言えません。"),
    ("N14", "「BME再生療法」という名称の治療です。"),
    ("N15", "歩くときは、夕方の靴が目安です。"),
    ("N16", "今すぐ119番へ電話してください。"),
    ("N17", "変形性膝関節症などで膝が痛むことがあります。"),
    ("N17", "これは変形性膝関節症ですか、とお尋ねください。"),
    ("N18", "あなたのお名前は書かないでください。"),
    ("N19", "歩く様子を見て調べます。"),
    ("N19", "心配ないとは言えません。"),
    ("N19", "足の並びに問題があるかも、調べます。"),
    ("N20", "飲んでもよいかは、医師か薬剤師にご確認ください。"),
    ("N21", "診察やカウンセリングでお尋ねください。"),
]


def _rules(text: str, words: Words, clinic: Profile) -> set[str]:
    return {hit.rule for hit in hits_in_text(text, words, clinic)}


@pytest.mark.parametrize(("rule", "text"), BAD, ids=[rule for rule, _ in BAD])
def test_planted_words_are_caught_by_their_rule(rule: str, text: str, words: Words, empty_clinic: Profile) -> None:
    assert rule in _rules(text, words, empty_clinic)


@pytest.mark.parametrize(("rule", "text"), GOOD, ids=[rule for rule, _ in GOOD])
def test_honest_neighbours_pass(rule: str, text: str, words: Words, empty_clinic: Profile) -> None:
    assert rule not in _rules(text, words, empty_clinic)


def test_every_never_rule_has_a_planted_text(words: Words) -> None:
    assert {rule.id for rule in words.never} == {rule for rule, _ in BAD}


@pytest.mark.parametrize("text", ["ＢＭＥ再生医療です。", "bme再生医療です。", "注射１本で済みます。"])
def test_width_and_case_do_not_hide_words(text: str, words: Words, empty_clinic: Profile) -> None:
    assert _rules(text, words, empty_clinic)


@pytest.mark.parametrize("part", ["text", "table", "quick_replies", "links", "source"])
def test_words_are_caught_wherever_they_can_be_read(part: str, words: Words, empty_clinic: Profile) -> None:
    bubble: dict[str, object] = {"text": "費用です。"}
    bubble[part] = {
        "text": "最安値です。",
        "table": {"caption": "費用", "columns": ["治療法"], "rows": [["最安値"]]},
        "quick_replies": [{"title": "最安値の治療", "payload": "v1;intent;help"}],
        "links": [{"title": "最安値の治療", "href": "https://clinic.example/"}],
        "source": "最安値の治療",
    }[part]
    assert {hit.rule for hit in hits_in(bubble, words, empty_clinic)} == {"N01"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申し訳ありません。このご案内には症例数の情報がありません。お電話(050-1869-7918)でご確認ください。", set()),
        ("症例数の情報がありません。", {"N07"}),
        (
            "症例数は多いです。"
            "申し訳ありません。このご案内には費用の情報がありません。お電話(050-1869-7918)でご確認ください。",
            {"N07"},
        ),
    ],
    ids=["inside the fixed sentence", "in other words", "beside it"],
)
def test_only_the_fixed_sentence_of_the_unknown_is_excused(
    text: str, expected: set[str], words: Words, empty_clinic: Profile
) -> None:
    assert _rules(text, words, empty_clinic) == expected
