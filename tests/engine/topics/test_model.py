"""The topic model: what it learns, that its calibration is exact, and that a saved one answers the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.topics.model import VOCABULARY_FILE, WEIGHTS_FILE, LeftOut, TopicModel
from tests.engine.topics.utterances import EXAMPLES, LABELS, SETTINGS, TYPED, read

UTTERANCES = [read(text) for text in TYPED]
UNSEEN = {
    "靴のサイズが合わない": "shoes/fitting",
    "膝に水が溜まる": "symptom/swelling",
    "椅子を使う運動": "selfcare/chair_stand",
    "こんにちは。": "greet",
}


@pytest.fixture(scope="module")
def fitted() -> tuple[TopicModel, LeftOut]:
    return TopicModel.fit_with_left_out(UTTERANCES, LABELS, SETTINGS)


@pytest.fixture(scope="module")
def model(fitted: tuple[TopicModel, LeftOut]) -> TopicModel:
    return fitted[0]


@pytest.mark.parametrize("text", UNSEEN)
def test_unseen_wording_finds_its_topic(model: TopicModel, text: str) -> None:
    assert model.ranking(read(text), 1)[0][0] == UNSEEN[text]


def test_probabilities_are_in_the_order_of_the_topics_and_sum_to_one(model: TopicModel) -> None:
    assert model.topics == sorted(EXAMPLES)
    rows = model.probabilities([read(text) for text in UNSEEN])
    np.testing.assert_allclose(rows.sum(axis=1), 1, rtol=1e-5)
    assert [model.topics[i] for i in rows.argmax(axis=1)] == list(UNSEEN.values())


@pytest.mark.parametrize(("length", "expected"), [(1, 1), (3, 3), (5, 4)], ids=["one", "three", "more than there are"])
def test_ranking_is_best_first_and_as_long_as_asked(model: TopicModel, length: int, expected: int) -> None:
    ranking = model.ranking(read("膝の靴"), length)
    confidences = [confidence for _, confidence in ranking]
    assert len(ranking) == expected
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize("text", ["", "😀", "ぬぬぬぬ"], ids=["nothing", "emoji", "unknown word"])
def test_an_utterance_of_nothing_known_is_no_topic_for_sure(model: TopicModel, text: str) -> None:
    assert model.ranking(read(text), 1)[0][1] < 0.4


def test_left_out_predictions_equal_really_leaving_out(fitted: tuple[TopicModel, LeftOut]) -> None:
    """Fits the ridge regression again without each utterance, features and prior fixed, and compares."""
    model, left_out = fitted
    rows = model.features.transform(UTTERANCES).toarray().astype(np.float64)
    targets = np.array([[label == topic for topic in model.topics] for label in LABELS], dtype=np.float64)
    prior = targets.mean(axis=0)
    for i in range(len(rows)):
        others = np.arange(len(rows)) != i
        gram = rows[others] @ rows[others].T + SETTINGS.penalty * np.eye(len(rows) - 1)
        scores = rows[i] @ rows[others].T @ np.linalg.solve(gram, targets[others] - prior) + prior
        expected = np.exp(scores / model.temperature)
        np.testing.assert_allclose(left_out.probabilities[i], expected / expected.sum(), atol=1e-4)


def test_left_out_labels_are_those_of_the_utterances(fitted: tuple[TopicModel, LeftOut]) -> None:
    model, left_out = fitted
    assert [model.topics[i] for i in left_out.labels] == LABELS


def test_temperature_is_the_one_of_the_least_log_loss(fitted: tuple[TopicModel, LeftOut]) -> None:
    model, left_out = fitted
    scores = np.log(left_out.probabilities) * model.temperature

    def loss(temperature: float) -> float:
        powers = np.exp(scores / temperature)
        chosen = (powers / powers.sum(axis=1, keepdims=True))[np.arange(len(LABELS)), left_out.labels]
        return float(-np.log(chosen).mean())

    best = loss(model.temperature)
    assert all(best <= loss(model.temperature * factor) for factor in (0.8, 0.95, 1.05, 1.25))


def test_training_twice_gives_the_same_file(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        TopicModel.fit(UTTERANCES, LABELS, SETTINGS).save(folder)
        with np.load(folder / WEIGHTS_FILE) as arrays:
            weights = {key: arrays[key].tobytes() for key in arrays.files}
        contents.append((weights, (folder / VOCABULARY_FILE).read_bytes()))
    assert contents[0] == contents[1]


@pytest.mark.parametrize("vector_weight", [1.0, 0.0], ids=["with vectors", "without"])
def test_a_saved_model_answers_as_the_fitted_one(tmp_path: Path, vector_weight: float) -> None:
    model = TopicModel.fit(UTTERANCES, LABELS, replace(SETTINGS, vector_weight=vector_weight))
    model.save(tmp_path)
    loaded = TopicModel.load(tmp_path)
    for text in [*TYPED, *UNSEEN]:
        assert loaded.ranking(read(text), 4) == model.ranking(read(text), 4)


def test_examples_that_contradict_each_other_are_learnt_without_certainty() -> None:
    model = TopicModel.fit([read("膝が痛い")] * 2 + [read("靴")], ["symptom/a", "symptom/b", "shoes/a"], SETTINGS)
    (_, one), (_, other) = model.ranking(read("膝が痛い"), 2)
    assert one == pytest.approx(other, abs=1e-3)


def test_examples_that_cannot_be_told_apart_numerically_name_the_penalty() -> None:
    with pytest.raises(ValueError, match="raise `penalty` in config"):
        TopicModel.fit([read("膝")] * 3, ["a/a", "b/b", "c/c"], replace(SETTINGS, penalty=0.0))


def _without_weights(folder: Path) -> None:
    (folder / WEIGHTS_FILE).unlink()


def _cut_short(folder: Path) -> None:
    weights = folder / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[:-200])


def _with_pickled_arrays(folder: Path) -> None:
    np.savez(folder / WEIGHTS_FILE, weights=np.array([{}], dtype=object))


def _without_an_array(folder: Path) -> None:
    np.savez(folder / WEIGHTS_FILE, bias=np.zeros(4))


def _no_json(folder: Path) -> None:
    (folder / VOCABULARY_FILE).write_text("weights", encoding="utf-8")


def _of_another_model(folder: Path) -> None:
    vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
    vocabulary["topics"].pop()
    (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary), encoding="utf-8")


def _of_another_version(folder: Path) -> None:
    (folder / VOCABULARY_FILE).write_text('{"topics": [], "blocks": [{"vocabulary": [], "size": 1}]}', encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        _without_weights,
        _cut_short,
        _with_pickled_arrays,
        _without_an_array,
        _no_json,
        _of_another_model,
        _of_another_version,
    ],
)
def test_a_damaged_model_is_an_error_and_never_an_untrained_one(
    model: TopicModel, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    model.save(tmp_path)
    damage(tmp_path)
    with pytest.raises((OSError, ValueError)):
        TopicModel.load(tmp_path)
