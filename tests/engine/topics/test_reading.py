"""Reading: spelling, width and alphabet of one utterance meet in at least one of the classifier's views."""

from __future__ import annotations

import numpy as np
import pytest

from engine.analysis.morphemes import analyse
from engine.analysis.word_vectors import DIMENSIONS, mean_vector
from engine.topics.reading import analyse_any_script, utterance_of


def test_the_three_views_and_the_vector_of_an_utterance() -> None:
    utterance = utterance_of(analyse("ヒザに水が 溜まる。"))
    assert utterance.characters == "ひざに水が溜まる。"
    assert utterance.words == ("膝", "に", "水", "が", "溜まる", "。")
    assert utterance.reading == "ひざにみずがたまる。"
    np.testing.assert_array_equal(utterance.vector, mean_vector(list(utterance.words)))


def test_a_vector_that_is_given_is_not_looked_up_again() -> None:
    ones = np.ones(DIMENSIONS, dtype=np.float32)
    assert utterance_of(analyse("膝"), ones).vector is ones


@pytest.mark.parametrize(
    ("one", "other"),
    [("溜まる", "たまる"), ("捻挫", "ﾈﾝｻﾞ"), ("膝が痛い", "ヒザがイタイ"), ("足首", "足くび")],
)
def test_spellings_share_their_reading(one: str, other: str) -> None:
    assert utterance_of(analyse(one)).reading == utterance_of(analyse(other)).reading


def test_romaji_is_analysed_as_kana_with_typed_offsets() -> None:
    morphemes, offsets = analyse_any_script("hiza ga", "C")
    assert [m.normal for m in morphemes] == ["膝", "が"]
    assert offsets == [0, 2, 5, 7]


def test_japanese_is_analysed_as_typed() -> None:
    morphemes, offsets = analyse_any_script("ヒザ ga", "C")
    assert [m.surface for m in morphemes] == ["ヒザ", "ga"]
    assert offsets is None


def test_nothing_to_read_gives_empty_views_and_a_zero_vector() -> None:
    utterance = utterance_of([])
    assert (utterance.characters, utterance.words, utterance.reading) == ("", (), "")
    assert not utterance.vector.any()
