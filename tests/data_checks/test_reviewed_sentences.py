"""The sentences that a physician and a lawyer sign pass every rule: otherwise the rule is wrong, not the sentence."""

from __future__ import annotations

import pytest

from clinic.placeholders import UNKNOWN
from clinic.profile import Profile
from data_checks.answers import folded
from data_checks.word_rules import forbidden_in, hits_in_text
from data_checks.words import ITEMS, PHONE, Words

RED_FLAG_MESSAGES = [
    "すぐに119番へ電話してください。",
    "このチャットは診断や緊急の対応ができず、スタッフも常に見てはいません。",
    "できるだけ早く、今日中に医療機関を受診してください。夜間・休日は救急外来へ。",
    "けがのあとの強い痛み・変形・歩けない状態は、急いで診察が必要なことがあります。",
    "迷うときは #7119 へ電話してください(地域により利用不可)。",
    "息苦しい・胸が痛い・意識がぼんやりするときは、すぐに119番へ。",
    "早めに(今日か明日、休診日なら次の診療日に)整形外科を受診してください。",
    "血液をさらさらにする薬を飲んでいる方のけが・腫れは、診察で原因を調べることが大切です。",
    "先ほどの症状は、今日中の受診をお願いします(緊急は119)。",
    "お薬手帳を持って受診してください。薬は自己判断でやめないでください。",
    "整形外科のある医療機関が目安です。無理に動かさず、体重をかけないでください。",
    "このチャットでは相談をお受けできません。窓口やかかりつけの医療機関が話を聞きます。",
]
OTHER_SENTENCES = [
    "自動応答のご案内です。診断はできません。緊急のときは119番へ電話してください。",
    "お名前・電話番号・住所・生年月日・診察券番号は書かないでください(予約の入力を除く)。",
    "写真・音声は読み取れません。文字でお送りください。緊急は119番へ。",
    "診察で適応があると判断された場合、最短で即日",
    "案内では膝・肘・肩を対象として挙げています。",
    "痛みの軽減をめざす注射の治療です。効果には個人差があります。",
    "入院や手術を伴わない注射の治療です。",
    "当院が案内している手術以外の選択肢の一つです。適応は診察で判断します。",
    "保存療法で十分な効果が得られないときの、手術以外の選択肢の一つ",
    "ご自身に合った治療方針",
    "ご自身の血液や脂肪から採った成分を使う治療ですが、リスクはゼロではありません。具体的なリスク・副作用は診察で医師にご確認ください。",
    "すべての方に適応があるわけではなく、専門医の評価が必要です。",
    "慢性的な痛みに対して研究が進められており、痛みの軽減や組織修復の促進が報告されています。効果には個人差があり、適応は医師にご確認ください。",
    "関係があると考えられています。",
    "負担の軽減につながることがあります。",
    "腫れや熱があるときは温めず、医師にご相談ください。",
    "保険の扱いは受ける前にご確認ください。",
]


@pytest.mark.parametrize("text", [*RED_FLAG_MESSAGES, *OTHER_SENTENCES])
def test_a_reviewed_sentence_breaks_no_rule(text: str, words: Words, empty_clinic: Profile) -> None:
    assert hits_in_text(text, words, empty_clinic) == []


@pytest.mark.parametrize("text", RED_FLAG_MESSAGES)
def test_an_urgent_message_names_no_treatment_and_no_counselling(text: str, words: Words) -> None:
    assert not list(forbidden_in({"text": folded(text)}, frozenset({"red-flag messages"}), words))


def test_the_fixed_sentences_of_words_yml_break_no_rule(words: Words, empty_clinic: Profile) -> None:
    for sentence in words.fixed:
        said = sentence.text.replace(PHONE, empty_clinic.clinic.phone)
        assert hits_in_text(said, words, empty_clinic) == [], sentence.id


def test_the_front_desk_says_the_reviewed_sentence_of_the_unknown(words: Words) -> None:
    assert UNKNOWN.format(items=ITEMS, phone=PHONE) == words.unknown_text


def test_the_sentence_of_the_unknown_breaks_no_rule_for_any_name(words: Words, empty_clinic: Profile) -> None:
    for item in words.unknown_items:
        said = words.unknown_text.replace(ITEMS, item).replace(PHONE, empty_clinic.clinic.phone)
        assert hits_in_text(said, words, empty_clinic) == [], item
