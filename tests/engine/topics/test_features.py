"""Features: what is counted, how it is weighed, and what an unknown utterance gets."""

from __future__ import annotations

import numpy as np
import pytest

from engine.topics.features import Block, NgramBlock, TopicFeatures, Utterance, VectorBlock, ngrams
from tests.engine.topics.utterances import SETTINGS, TYPED, read


def utterance(words: str, vector: tuple[float, float] = (0.0, 0.0)) -> Utterance:
    characters = words.replace(" ", "")
    return Utterance(characters, tuple(words.split()), characters, np.array(vector, dtype=np.float32))


@pytest.mark.parametrize(
    ("items", "low", "high", "expected"),
    [
        pytest.param(["膝", "痛い"], 1, 1, {"膝": 1, "痛い": 1}, id="single words, ends are none"),
        pytest.param(
            ["膝", "痛い"], 2, 2, {"\x02\x1f膝": 1, "膝\x1f痛い": 1, "痛い\x1f\x03": 1}, id="pairs, ends marked"
        ),
        pytest.param("ああ", 1, 1, {"あ": 2}, id="characters are counted"),
        pytest.param("膝", 4, 4, {}, id="shorter than the n-gram"),
        pytest.param([], 1, 1, {}, id="nothing"),
    ],
)
def test_ngrams_are_counted_with_marked_ends(
    items: list[str] | str, low: int, high: int, expected: dict[str, int]
) -> None:
    assert ngrams(items, low, high) == expected


def test_a_pair_of_words_is_not_confused_with_one_word() -> None:
    assert not set(ngrams(["足", "首"], 2, 2)) & set(ngrams(["足首"], 1, 2))


def test_only_ngrams_of_enough_utterances_are_columns_in_sorted_order() -> None:
    block = NgramBlock.fit(Block("words", 1, 1, 1.0, min_count=2), [utterance("膝 痛い"), utterance("痛い 足")])
    assert block.vocabulary == {"痛い": 0}


def test_rare_words_weigh_more_than_common_ones() -> None:
    block = NgramBlock.fit(Block("words", 1, 1, 1.0), [utterance("膝 が"), utterance("足 が"), utterance("靴 が")])
    assert block.idf[block.vocabulary["膝"]] > block.idf[block.vocabulary["が"]]
    # log((1 + 3) / (1 + 3)) + 1
    assert block.idf[block.vocabulary["が"]] == pytest.approx(1)


@pytest.mark.parametrize("weight", [1.0, 0.7])
def test_rows_have_the_length_of_the_weight(weight: float) -> None:
    utterances = [utterance("膝 が 痛い"), utterance("足")]
    rows = NgramBlock.fit(Block("words", 1, 2, weight), utterances).transform(utterances)
    np.testing.assert_allclose(np.linalg.norm(rows.toarray(), axis=1), weight, rtol=1e-6)


def test_a_repeated_word_counts_less_than_twice() -> None:
    utterances = [utterance("膝 膝 足")]
    row = NgramBlock.fit(Block("words", 1, 1, 1.0), utterances).transform(utterances).toarray()[0]
    # Sorted by code point: 膝 before 足.
    assert row[0] / row[1] == pytest.approx(1 + np.log(2))


def test_an_utterance_of_unknown_words_gets_an_empty_row() -> None:
    block = NgramBlock.fit(Block("words", 1, 1, 1.0), [utterance("膝")])
    assert block.transform([utterance("靴"), utterance("")]).nnz == 0


@pytest.mark.parametrize("view", ["words", "characters", "reading"])
def test_each_block_reads_its_own_view(view: str) -> None:
    seen = Utterance("字", ("語",), "よみ", np.zeros(2, dtype=np.float32))
    grams = NgramBlock.fit(Block(view, 1, 1, 1.0), [seen]).vocabulary
    assert set(grams) == {"words": {"語"}, "characters": {"字"}, "reading": {"よ", "み"}}[view]


def test_vectors_are_centred_on_the_utterances_that_have_one() -> None:
    block = VectorBlock.fit(1.0, [utterance("膝", (1, 0)), utterance("足", (0, 1)), utterance("未知")])
    np.testing.assert_allclose(block.centre, [0.5, 0.5])


def test_centred_vectors_have_the_length_of_the_weight() -> None:
    utterances = [utterance("膝", (1, 0)), utterance("足", (0, 1))]
    rows = VectorBlock.fit(0.5, utterances).transform(utterances)
    np.testing.assert_allclose(rows, np.array([[1, -1], [-1, 1]]) * 0.5 / np.sqrt(2), rtol=1e-6)


def test_an_utterance_without_a_vector_stays_at_zero_and_is_not_moved_by_the_centre() -> None:
    block = VectorBlock.fit(1.0, [utterance("膝", (1, 0))])
    np.testing.assert_array_equal(block.transform([utterance("未知")]), [[0, 0]])


def test_no_known_word_in_the_training_data_gives_a_centre_of_zero() -> None:
    np.testing.assert_array_equal(VectorBlock.fit(1.0, [utterance("未知")]).centre, [0, 0])


def test_blocks_stand_side_by_side_with_the_vectors_last() -> None:
    utterances = [utterance("膝", (1, 0)), utterance("足", (0, 1))]
    features = TopicFeatures.fit([Block("words", 1, 1, 1.0), Block("characters", 1, 1, 0.5)], 2.0, utterances)
    row = features.transform(utterances).toarray()[0]
    assert features.width == len(row) == 6
    np.testing.assert_allclose(row, [1, 0, 0.5, 0, 2 / np.sqrt(2), -2 / np.sqrt(2)], rtol=1e-6)


def test_a_vector_weight_of_zero_leaves_the_vectors_out() -> None:
    features = TopicFeatures.fit([Block("words", 1, 1, 1.0)], 0.0, [utterance("膝", (1, 0))])
    assert features.vectors is None
    assert features.width == 1


@pytest.mark.parametrize("vector_weight", [1.0, 0.0], ids=["with vectors", "without"])
def test_products_are_the_inner_products_of_the_rows(vector_weight: float) -> None:
    utterances = [read(text) for text in TYPED]
    features = TopicFeatures.fit(SETTINGS.blocks, vector_weight, utterances)
    rows = features.transform(utterances)
    dense = rows.toarray()
    np.testing.assert_allclose(features.products(rows), dense @ dense.T, atol=1e-5)
