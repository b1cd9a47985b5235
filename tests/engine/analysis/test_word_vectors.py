"""Word vectors: known by normalised form, of unit length, and nothing is made up for an unknown word."""

from __future__ import annotations

import numpy as np
import pytest

from engine.analysis.morphemes import analyse
from engine.analysis.word_vectors import DIMENSIONS, mean_vector, vector


@pytest.mark.parametrize("word", ["膝", "痛い", "足首", "靴"])
def test_clinic_words_have_a_unit_vector(word: str) -> None:
    found = vector(word)
    assert found is not None
    assert found.shape == (DIMENSIONS,)
    assert found.dtype == np.float32
    assert np.linalg.norm(found) == pytest.approx(1)


@pytest.mark.parametrize("typed", ["ひざ", "ﾋｻﾞ", "いたい"])
def test_kana_spelling_has_no_vector_but_its_normalised_form_has(typed: str) -> None:
    assert vector(typed) is None
    assert vector(analyse(typed)[0].normal) is not None


@pytest.mark.parametrize("word", ["", "ぬぬぬぬ膝", "😀"])
def test_unknown_words_have_no_vector(word: str) -> None:
    assert vector(word) is None


def test_words_of_one_field_are_closer_than_words_of_two() -> None:
    knee, ankle, card = (mean_vector([word]) for word in ("膝", "足首", "クレジットカード"))
    assert knee @ ankle > knee @ card


def test_mean_is_over_the_known_words_only() -> None:
    np.testing.assert_array_equal(mean_vector(["膝", "ぬぬぬぬ膝"]), mean_vector(["膝"]))
    np.testing.assert_allclose(
        mean_vector(["膝", "痛い"]), (mean_vector(["膝"]) + mean_vector(["痛い"])) / 2, rtol=1e-6
    )


@pytest.mark.parametrize("words", [[], ["ぬぬぬぬ膝"]], ids=["no words", "none known"])
def test_no_known_word_gives_zeros(words: list[str]) -> None:
    np.testing.assert_array_equal(mean_vector(words), np.zeros(DIMENSIONS, dtype=np.float32))
