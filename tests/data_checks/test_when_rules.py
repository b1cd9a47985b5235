"""The conditions of words.yml: what must stand in the same bubble, and what clinic.yml must have filled in."""

from __future__ import annotations

import pytest

from clinic.placeholder_text import is_price
from clinic.profile import Profile
from data_checks.word_rules import hits_in, hits_in_text
from data_checks.words import Words

P1 = (
    "金額・日数はページ記載の目安です。回数・追加費用・保険の扱い・リスクは、受ける前に診察やお電話(050-1869-7918)で"
    "ご確認ください。"
)
BAD = [
    ("W1", "金額は14万3千円です。"),
    ("W1", "金額は30〜50万円です。"),
    ("W1", "金額は十四万三千円です。"),
    ("W1", "金額は¥143,000です。"),
    ("W1", P1.replace("リスクは、", "") + "金額は143,000円です。"),
    ("W1", P1.replace("050-1869-7918", "03-0000-0000") + "金額は143,000円です。"),
    ("W2", "最短で即日です。診察で決めます。"),
    ("W3", "PRPという治療があります。"),
    ("W3", "BMEのリスクは、お電話でご確認ください。"),
    ("W4", "自由診療です。"),
    ("W4", "保険がききます。"),
    ("W4", "保険は適用されません。"),
    ("W5", "再生医療等提供計画を提出しています。"),
]
GOOD = [
    ("W1", f"金額は14万3千円です。{P1}"),
    ("W1", "金額は、お電話でご確認ください。"),
    ("W1", "足首で円をえがくように回します。"),
    ("W2", "診察で適応があると判断された場合、最短で即日です。"),
    ("W3", "PRPのリスクは、医師にご確認ください。"),
    ("W3", "申し訳ありません。このご案内にはPRP療法の費用の情報がありません。お電話(050-1869-7918)でご確認ください。"),
    ("W4", "保険の扱いは受ける前にご確認ください。"),
    ("W4", "保険がきくかどうかは、お電話でご確認ください。"),
    ("W5", "お電話でご確認ください。"),
]


def _rules(text: str, words: Words, clinic: Profile) -> set[str]:
    return {hit.rule for hit in hits_in_text(text, words, clinic)}


@pytest.mark.parametrize(("rule", "text"), BAD, ids=[rule for rule, _ in BAD])
def test_a_condition_not_met_is_reported(rule: str, text: str, words: Words, empty_clinic: Profile) -> None:
    assert rule in _rules(text, words, empty_clinic)


@pytest.mark.parametrize(("rule", "text"), GOOD, ids=[rule for rule, _ in GOOD])
def test_a_condition_met_passes(rule: str, text: str, words: Words, empty_clinic: Profile) -> None:
    assert rule not in _rules(text, words, empty_clinic)


def test_every_condition_has_a_planted_text(words: Words) -> None:
    assert {rule.id for rule in words.when} == {rule for rule, _ in BAD}


@pytest.mark.parametrize("text", ["自由診療です。", "再生医療等提供計画を提出しています。"])
def test_what_the_clinic_has_filled_in_may_be_said(text: str, words: Words, full_clinic: Profile) -> None:
    assert _rules(text, words, full_clinic) == set()


def test_a_price_in_a_table_needs_the_notes_in_its_bubble(words: Words, empty_clinic: Profile) -> None:
    table = {"caption": "費用", "columns": ["治療法", "金額"], "rows": [["手術", "10万円"]]}
    alone = {"text": "費用です。", "table": table}
    assert {hit.rule for hit in hits_in(alone, words, empty_clinic)} == {"W1"}
    assert not list(hits_in({"text": P1, "table": table}, words, empty_clinic))


@pytest.mark.parametrize("price", ["14万3千円", "143,000円", "30〜50万円", "数万円", "十四万円", "3000円", "1.5万円"])
def test_whatever_the_front_desk_hides_as_a_price_needs_the_notes(
    price: str, words: Words, empty_clinic: Profile
) -> None:
    assert is_price(price)
    assert "W1" in _rules(f"{price}です。", words, empty_clinic)
