"""Words that are right in one place and wrong in another (`forbidden_in` of words.yml)."""

from __future__ import annotations

import pytest

from data_checks.word_rules import forbidden_in
from data_checks.words import Words

BAD = [
    ("symptom/stairs_pain", "体外衝撃波という方法もあります。"),
    ("symptom/stairs_pain", "無料カウンセリングへどうぞ。"),
    ("red-flag messages", "ご予約をお取りします。"),
    ("mechanism/load_balance", "PRP療法があります。"),
    ("selfcare/overview", "14万円です。"),
    ("exam/department", "再生医療の相談ができます。"),
    ("prevention/sleep", "幹細胞が働きます。"),
    ("shoes/insoles", "インソールは3千円です。"),
    ("greet", "BMEのことをご案内します。"),
    ("fallback", "もしかして、BMEのことでしょうか。"),
]
GOOD = [
    ("treatment/bme", "「BME再生療法」という名称の治療です。"),
    ("selfcare/no_improvement", "無料カウンセリングでもご相談いただけます。"),
    ("symptom/stairs_pain", "足首で円をえがくように回します。"),
]


@pytest.mark.parametrize(("name", "text"), BAD, ids=[name for name, _ in BAD])
def test_a_word_out_of_place_is_reported(name: str, text: str, words: Words) -> None:
    assert list(forbidden_in({"text": text}, frozenset({name}), words))


@pytest.mark.parametrize(("name", "text"), GOOD, ids=[name for name, _ in GOOD])
def test_the_same_word_in_its_place_passes(name: str, text: str, words: Words) -> None:
    assert not list(forbidden_in({"text": text}, frozenset({name}), words))


def test_a_quick_reply_counts_as_well(words: Words) -> None:
    bubble = {"text": "階段の痛みです。", "quick_replies": [{"title": "PRP療法", "payload": "v1;topic;treatment/prp"}]}
    assert list(forbidden_in(bubble, frozenset({"symptom/stairs_pain"}), words))
