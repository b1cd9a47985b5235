"""Folding: spelling differences without meaning disappear, and every character knows where it was typed."""

from __future__ import annotations

import pytest

from engine.analysis.folding import fold, fold_with_offsets, has_japanese, latin_runs, to_hiragana

FOLDED = {
    "half-width kana": ("ﾋｻﾞ", "ひざ"),
    "full-width Latin": ("ＰＲＰ", "prp"),
    "katakana": ("ヒアルロン", "ひあるろん"),
    "long mark stays": ("サポーター", "さぽーたー"),
    "full-width digits": ("１４万３千円", "14万3千円"),
    "squared sign": ("㎝", "cm"),
    "squared word": ("㌖", "きろめーとる"),
    "combining voicing": ("か\u3099", "が"),
    "kanji untouched": ("変形性膝関節症", "変形性膝関節症"),
    "small kana kept": ("ッャヶ", "っゃゖ"),
}


@pytest.mark.parametrize(("typed", "folded"), FOLDED.values(), ids=FOLDED)
def test_spellings_of_one_utterance_fold_to_the_same(typed: str, folded: str) -> None:
    assert fold(typed) == folded
    assert fold_with_offsets(typed)[0] == folded


@pytest.mark.parametrize(
    ("typed", "folded", "offsets"),
    [
        pytest.param("ｶﾞｸｶﾞｸ", "がくがく", [0, 2, 3, 5, 6], id="two typed characters, one folded"),
        pytest.param("5㎝の", "5cmの", [0, 1, 1, 2, 3], id="one typed character, two folded"),
        pytest.param("か\u3099く", "がく", [0, 2, 3], id="combining mark"),
        pytest.param("ﾊﾟﾝﾌﾟｽ", "ぱんぷす", [0, 2, 3, 5, 6], id="half-voiced"),
        pytest.param("膝😀", "膝😀", [0, 1, 2], id="emoji"),
        pytest.param("膝\ud800が", "膝\ud800が", [0, 1, 2, 3], id="lone surrogate"),
        pytest.param("", "", [0], id="nothing"),
    ],
)
def test_each_folded_character_knows_its_typed_one(typed: str, folded: str, offsets: list[int]) -> None:
    assert fold_with_offsets(typed) == (folded, offsets)


def test_hiragana_is_made_character_for_character() -> None:
    assert to_hiragana("ヒザ、ひざ、ﾋｻﾞ") == "ひざ、ひざ、ﾋｻﾞ"


@pytest.mark.parametrize("text", ["ひ", "ヒ", "ﾋ", "膝", "佐々木"])
def test_kana_of_any_width_and_kanji_are_japanese(text: str) -> None:
    assert has_japanese(f"abc {text} 1")


@pytest.mark.parametrize("text", ["", "knee", "ｋｎｅｅ", "123", "😀", "?！…、。"])
def test_letters_signs_and_emoji_are_not_japanese(text: str) -> None:
    assert not has_japanese(text)


def test_latin_runs_are_returned_as_typed() -> None:
    assert latin_runs("BMEとPRP、mri-ct") == ["BME", "PRP", "mri", "ct"]
