"""A follow-up is read after the turns before it: which treatment, which aspect, which exercise."""

from __future__ import annotations

from typing import Any

import pytest

from engine.dialogue.aspects import doubted_aspect, named_aspect
from engine.dialogue.follow_ups import EVERY_TREATMENT, Before, Resolved, after, resolve

NOTHING = Before()


def named(text: str, value: str, spelling: str) -> list[dict[str, Any]]:
    """The entity of `spelling` in `text`."""
    start = text.index(spelling)
    return [{"entity": "treatment", "value": value, "start": start, "end": start + len(spelling)}]


def test_a_price_after_a_treatment_is_asked_for_that_treatment() -> None:
    before = after(NOTHING, "treatment/bme", [])
    assert resolve("いくら?", "treatment/cost", [], before) == Resolved("treatment/cost", "bme")


def test_a_bare_treatment_repeats_the_aspect_asked_before() -> None:
    before = Before("treatment/side_effects", "bme")
    text = "じゃあPRPは?"
    assert resolve(text, None, named(text, "prp", "PRP"), before) == Resolved("treatment/side_effects", "prp")


def test_a_treatment_with_a_question_of_its_own_does_not_repeat_the_aspect() -> None:
    text = "PRPは膝以外にもできますか"
    before = Before("treatment/cost", "bme")
    assert resolve(text, "treatment/other_joints", named(text, "prp", "PRP"), before).topic == "treatment/other_joints"


def test_a_price_without_a_treatment_in_question_is_asked_for_all() -> None:
    assert resolve("治療費は?", "treatment/cost", [], NOTHING) == Resolved("treatment/cost", EVERY_TREATMENT)


def test_two_named_treatments_are_asked_for_all() -> None:
    text = "BMEとPRPの費用"
    entities = named(text, "bme", "BME") + named(text, "prp", "PRP")
    assert resolve(text, "treatment/cost", entities, NOTHING).treatment == EVERY_TREATMENT


@pytest.mark.parametrize("topic", ["selfcare/walking_form", "shoes/choosing", "treatment/comparison"])
def test_another_subject_ends_the_talk_about_one_treatment(topic: str) -> None:
    assert after(Before("treatment/bme", "bme"), topic, []).treatment is None


@pytest.mark.parametrize("topic", ["clinic/phone", "treatment/cost", None, "thank"])
def test_the_treatment_stays_in_question_through_the_clinic_and_courtesies(topic: str | None) -> None:
    assert after(Before("treatment/bme", "bme"), topic, []).treatment == "bme"


@pytest.mark.parametrize("text", ["何回?", "なんびょう", "毎日やるの?", "1日どのくらい?"])
def test_how_often_after_an_exercise_stays_with_the_exercise(text: str) -> None:
    before = Before("selfcare/ankle_circles", None)
    assert resolve(text, "treatment/duration", [], before).topic == "selfcare/ankle_circles"


def test_how_often_with_a_subject_of_its_own_leaves_the_exercise() -> None:
    entities = [{"entity": "exercise", "value": "chair_stand", "start": 0, "end": 4}]
    before = Before("selfcare/ankle_circles", None)
    assert resolve("立ち座りは何回?", "selfcare/chair_stand", entities, before).topic == "selfcare/chair_stand"


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("ヒアルロン酸いくら", "treatment/cost"),
        ("ヒアルロン酸は何回打てばいい", "treatment/duration"),
        ("ヒアルロン酸の副作用", "treatment/side_effects"),
        ("ヒアルロン酸って何", None),
        (
            "ヒアルロン酸の値段はわかりました。知りたいのは、膝の中でどんなふうに働いて動きをなめらかにするのかです",
            None,
        ),
    ],
)
def test_a_named_treatment_with_a_word_of_an_aspect_asks_for_it(text: str, aspect: str | None) -> None:
    assert named_aspect(text, "treatment/hyaluronic_acid", ["hyaluronic_acid"]) == aspect


def test_an_aspect_word_changes_no_other_topic() -> None:
    assert named_aspect("BMEとPRP、高いのはどっち", "treatment/comparison", ["bme", "prp"]) is None


def wavering(first: str, second: str, confidence: float = 0.55) -> list[dict[str, object]]:
    return [{"name": first, "confidence": confidence}, {"name": second, "confidence": 0.4}]


BME = [{"entity": "treatment", "value": "bme"}]


def test_between_a_treatment_and_its_cost_the_cost_is_meant() -> None:
    assert doubted_aspect(wavering("treatment/cost", "treatment/bme"), BME) == "treatment/cost"


@pytest.mark.parametrize(
    ("ranking", "entities"),
    [
        pytest.param(wavering("treatment/bme", "treatment/cost"), BME, id="the treatment itself is likelier"),
        pytest.param(wavering("treatment/cost", "clinic/insurance"), BME, id="the other is no treatment"),
        pytest.param(wavering("treatment/cost", "treatment/prp"), BME, id="another treatment than the named one"),
        pytest.param(wavering("treatment/cost", "treatment/bme", 0.3), BME, id="too unsure"),
        pytest.param(wavering("treatment/cost", "treatment/bme"), [], id="no treatment named"),
        pytest.param([], BME, id="nothing read"),
    ],
)
def test_any_other_doubt_stays_a_doubt(ranking: list[dict[str, object]], entities: list[dict[str, object]]) -> None:
    assert doubted_aspect(ranking, entities) is None
