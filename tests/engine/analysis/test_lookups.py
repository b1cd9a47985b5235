"""Entities: whatever the width, the kana or the alphabet, a spelling is found where it was typed."""

from __future__ import annotations

import pytest

from engine.analysis.lookups import FoundEntity, LookupTable, find_entities

TABLE = LookupTable(
    {
        "body_part": {"knee": ["膝", "ひざ"], "foot": ["足"], "ankle": ["足首", "足くび", "あしくび"]},
        "treatment": {"prp": ["PRP", "ピーアールピー"], "hyaluronic_acid": ["ヒアルロン酸", "ひあるろん"]},
        "exam": {"mri": ["MRI"], "ct": ["CT"]},
        "shoe": {"sandal": ["flip flop", "サンダル"]},
    }
)


def found(text: str) -> list[tuple[str, str, str]]:
    """(entity, value, what was typed)."""
    return [(e.entity, e.value, text[e.start : e.end]) for e in find_entities(text, TABLE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("最近膝が痛い", [("body_part", "knee", "膝")], id="inside a sentence without blanks"),
        pytest.param("足首が痛い", [("body_part", "ankle", "足首")], id="longest first: ankle, not foot"),
        pytest.param("足が痛い", [("body_part", "foot", "足")], id="the shorter one alone"),
        pytest.param("ﾋｻﾞが痛い", [("body_part", "knee", "ﾋｻﾞ")], id="half-width"),
        pytest.param("ヒザが痛い", [("body_part", "knee", "ヒザ")], id="katakana of a hiragana spelling"),
        pytest.param("ひあるろん酸は", [("treatment", "hyaluronic_acid", "ひあるろん酸")], id="longest kana variant"),
        pytest.param("ＰＲＰとは", [("treatment", "prp", "ＰＲＰ")], id="full-width Latin"),
        pytest.param("prpって", [("treatment", "prp", "prp")], id="lower case beside kana"),
        pytest.param("ぴーあーるぴー", [("treatment", "prp", "ぴーあーるぴー")], id="abbreviation in hiragana"),
        pytest.param("flip flopで", [("shoe", "sandal", "flip flop")], id="two Latin words"),
        pytest.param("㎝とMRI", [("exam", "mri", "MRI")], id="behind a character that folds to two"),
        pytest.param(
            "膝と足首のMRI",
            [("body_part", "knee", "膝"), ("body_part", "ankle", "足首"), ("exam", "mri", "MRI")],
            id="several, from left to right",
        ),
        pytest.param("膝、ひざ", [("body_part", "knee", "膝"), ("body_part", "knee", "ひざ")], id="twice"),
    ],
)
def test_spellings_are_found_where_they_were_typed(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("doctorに", id="ct in doctor"),
        pytest.param("CTA", id="at the beginning of a longer word"),
        pytest.param("3CT", id="after a digit"),
        pytest.param("", id="nothing"),
        pytest.param("　", id="blank"),
        pytest.param("肩が痛い", id="a word of no table"),
    ],
)
def test_latin_words_count_only_whole(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hiza ga itai", [("body_part", "knee", "hiza")], id="without the blank behind it"),
        pytest.param("asikubi no CT kekka", [("body_part", "ankle", "asikubi"), ("exam", "ct", "CT")], id="with CT"),
        pytest.param("pi-a-rupi- tte nani", [("treatment", "prp", "pi-a-rupi-")], id="long marks"),
        pytest.param("my hiza hurts badly", [], id="English is not read as kana"),
    ],
)
def test_romaji_is_compared_as_kana_and_reported_as_typed(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_first_meaning_of_a_spelling_stays() -> None:
    table = LookupTable({"exam": {"foot_pressure": ["足圧"]}, "body_part": {"foot": ["足圧"]}})
    assert [e.value for e in find_entities("足圧", table)] == ["foot_pressure"]


def test_empty_table_finds_nothing() -> None:
    assert find_entities("膝", LookupTable({})) == []


def test_signs_in_a_spelling_mean_themselves() -> None:
    table = LookupTable({"exam": {"x_ray": ["X線(両膝)"], "any": ["."]}})
    assert [(e.value, e.start, e.end) for e in find_entities("Ｘ線(両膝)。", table)] == [("x_ray", 0, 6)]


def test_entity_is_handed_to_rasa_as_a_dictionary() -> None:
    assert FoundEntity("exam", "ct", 0, 2).as_dict() == {"entity": "exam", "value": "ct", "start": 0, "end": 2}
