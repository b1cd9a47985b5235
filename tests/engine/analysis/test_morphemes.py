"""Golden morphemes of clinic words: a new dictionary edition shows here what it changes."""

from __future__ import annotations

import pytest

from engine.analysis.morphemes import MAX_CHARACTERS, Morpheme, analyse, dictionary_edition, readable


def surfaces(morphemes: list[Morpheme]) -> list[str]:
    return [m.surface for m in morphemes]


def normals(morphemes: list[Morpheme]) -> list[str]:
    return [m.normal for m in morphemes]


# typed, surfaces, normalised forms, readings
GOLDEN = {
    "膝": (["膝"], ["膝"], ["ヒザ"]),
    "ひざ": (["ひざ"], ["膝"], ["ヒザ"]),
    "ヒザ": (["ヒザ"], ["膝"], ["ヒザ"]),
    "ﾋｻﾞ": (["ﾋｻﾞ"], ["膝"], ["ヒザ"]),
    "足首": (["足首"], ["足首"], ["アシクビ"]),
    "足くび": (["足くび"], ["足首"], ["アシクビ"]),
    "変形性膝関節症": (["変形性", "膝関節症"], ["変形性", "膝関節症"], ["ヘンケイセイ", "シツカンセツショウ"]),
    "降りる": (["降りる"], ["下りる"], ["オリル"]),
    "おりる": (["おりる"], ["下りる"], ["オリル"]),
    # The dictionary does not join these two; the readings do.
    "溜まる": (["溜まる"], ["溜まる"], ["タマル"]),
    "たまる": (["たまる"], ["たまる"], ["タマル"]),
    # "Can" is lost in the normalised form: who needs it reads surfaces.
    "歩けません": (["歩け", "ませ", "ん"], ["歩く", "ます", "ず"], ["アルケ", "マセ", "ン"]),
    "痛くない": (["痛く", "ない"], ["痛い", "無い"], ["イタク", "ナイ"]),
    "ねんざ": (["ねんざ"], ["捻挫"], ["ネンザ"]),
    "３": (["３"], ["3"], ["サン"]),
    "ＭＲＩ": (["ＭＲＩ"], ["MRI"], ["エムアールアイ"]),
    "O脚": (["O", "脚"], ["o", "足"], ["o", "アシ"]),
}


@pytest.mark.parametrize("typed", GOLDEN)
def test_clinic_words_are_split_joined_and_read_as_before(typed: str) -> None:
    found = analyse(typed)
    assert (surfaces(found), normals(found), [m.reading for m in found]) == GOLDEN[typed]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("A", ["変形", "性", "膝", "関節", "症"]),
        ("B", ["変形性", "膝関節", "症"]),
        ("C", ["変形性", "膝関節症"]),
    ],
)
def test_split_mode_decides_how_long_compounds_are(mode: str, expected: list[str]) -> None:
    assert surfaces(analyse("変形性膝関節症", mode)) == expected


def test_unknown_split_mode_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="split mode 'D' is unknown; use A, B or C"):
        analyse("膝", "D")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("膝が痛い…", ["膝", "が", "痛い", "…"], id="ellipsis, which Sudachi cuts in three"),
        pytest.param("膝　が\n 痛い ", ["膝", "が", "痛い"], id="blanks, wide ones, line breaks"),
        pytest.param("膝🦵が痛い😢", ["膝", "🦵", "が", "痛い", "😢"], id="emoji"),
        pytest.param("膝\ud800が", ["膝", "\ufffd", "が"], id="lone surrogate"),
        pytest.param("　 \n\t", [], id="blanks only"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_no_morpheme_is_empty_or_blank(typed: str, expected: list[str]) -> None:
    assert surfaces(analyse(typed)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        *GOLDEN,
        "膝が痛い…",
        " 膝　が\n痛い",
        "🦵が痛い",
        "足ｸﾋﾞが㎝",
        "か\u3099くがく",
        "膝㌖膝",
        "階段をおりるとき、膝が痛い",
    ],
)
def test_offsets_point_into_the_typed_text(typed: str) -> None:
    for m in analyse(typed):
        assert typed[m.begin : m.end] == m.surface


def test_symbols_have_no_reading() -> None:
    assert [m.reading for m in analyse("\\膝")] == ["", "ヒザ"]


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("膝", id="kanji"),
        pytest.param("😀", id="four bytes"),
        pytest.param("㌖", id="six characters in NFKC"),
        pytest.param("\ufdfa", id="eighteen characters in NFKC"),
        pytest.param("\ud800", id="lone surrogate"),
    ],
)
def test_5000_characters_are_cut_and_analysed(character: str) -> None:
    found = analyse(character * 5000)
    assert found
    assert found[-1].end == MAX_CHARACTERS


def test_what_cannot_be_read_is_replaced_one_to_one() -> None:
    assert readable("膝\ud800\udfff\ufdfa痛い") == "膝\ufffd\ufffd\ufffd痛い"


def test_dictionary_edition_is_the_pinned_one() -> None:
    assert dictionary_edition() == "sudachipy 0.6.11 / core 20260723"
