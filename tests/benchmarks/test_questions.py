"""What is read from the data, and how parse data becomes a reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.questions import Question, digest, examples, held_out, in_scope, out_of_scope, part_of
from benchmarks.rasa_agent import reading_of
from benchmarks.settings import engine_settings, fallback_threshold


def test_examples_of_a_topic_file_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "faq" / "shoes"
    folder.mkdir(parents=True)
    text = "nlu:\n- intent: shoes/fit\n  examples: |\n    - 靴の大きさ\n    - きつい靴\n"
    text += "- lookup: shoe\n  examples: |\n    - 靴\n"
    (folder / "fit.yml").write_text(text, encoding="utf-8")
    assert [(q.text, q.topic) for q in examples(tmp_path)] == [("靴の大きさ", "shoes/fit"), ("きつい靴", "shoes/fit")]


def test_held_out_question_accepts_its_neighbours(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "nlu" / "held_out"
    folder.mkdir(parents=True)
    text = "shoes/fit:\n- text: 靴がきつい\n  also: [shoes/width]\n- text: 何センチ\n"
    (folder / "voices.yml").write_text(text, encoding="utf-8")
    first, second = held_out(tmp_path)
    assert first.group == "voices"
    assert first.accepts("shoes/width")
    assert not second.accepts("shoes/width")
    assert not second.accepts(None)


def test_either_out_of_scope_reply_is_right(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "nlu"
    folder.mkdir(parents=True)
    (folder / "out_of_scope.yml").write_text("english:\n- text: How are you?\n", encoding="utf-8")
    (found,) = out_of_scope(tmp_path)
    assert found.group == "english"
    assert found.accepts("out_of_scope")
    assert found.accepts("out_of_scope_medical")
    assert in_scope([found]) == []


def test_an_empty_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "nlu" / "held_out"
    folder.mkdir(parents=True)
    (folder / "empty.yml").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"empty\.yml"):
        held_out(tmp_path)


def test_digest_ignores_the_order_and_sees_a_changed_topic() -> None:
    a, b = Question("靴", "shoes/fit"), Question("膝", "symptom/stairs")
    assert digest([a, b]) == digest([b, a])
    assert digest([a]) != digest([Question("靴", "shoes/width")])


def test_a_part_has_its_share_of_every_topic_and_at_least_two() -> None:
    train = [Question(str(i), "shoes/fit") for i in range(40)] + [Question(str(i), "greet") for i in range(4)]
    part = part_of(train, 0.25, 0)
    assert [sum(q.topic == topic for q in part) for topic in ("shoes/fit", "greet")] == [10, 2]
    assert part == part_of(train, 0.25, 0)
    assert part != part_of(train, 0.25, 1)
    assert part_of(train, 1.0, 0) == train


def test_fallback_keeps_the_topic_that_was_nearly_understood() -> None:
    parsed = {
        "intent": {"name": "nlu_fallback", "confidence": 0.4},
        "topic_ranking": [{"name": "out_of_scope", "confidence": 0.3}, {"name": "shoes/fit", "confidence": 0.2}],
    }
    reading = reading_of(parsed, 1.0)
    assert reading.is_fallback
    assert reading.is_rejected
    assert reading.topic == "out_of_scope"
    assert reading.out_of_scope_score == pytest.approx(0.6)


def test_a_stock_selector_answers_for_the_area_the_intent_names() -> None:
    best = {"intent_response_key": "shoes/fit", "confidence": 0.5}
    parsed = {
        "intent": {"name": "shoes", "confidence": 0.8},
        "intent_ranking": [{"name": "shoes", "confidence": 0.8}, {"name": "greet", "confidence": 0.1}],
        "response_selector": {"all_retrieval_intents": ["shoes"], "default": {"response": best}},
    }
    assert reading_of(parsed, 1.0).ranking == (("shoes/fit", 0.4), ("greet", 0.1))


def test_settings_of_the_engine_are_read_from_config_and_defaults() -> None:
    settings = engine_settings()
    assert settings.penalty > 0
    assert "words" in {b.view for b in settings.blocks}
    assert 0 < fallback_threshold() < 1
