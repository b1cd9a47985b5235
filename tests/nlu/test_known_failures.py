"""The list of known failures keeps what a person wrote in it, and refuses what is no entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.questions import Question
from benchmarks.rasa_agent import Reading
from tests.nlu.known_failures import KnownFailure, failure, likely_reason, load, write

QUESTION = Question("足がへん", "symptom/both_joints", ("exam/department",))
BEFORE = KnownFailure("足がへん", "symptom/both_joints", "help", "方言は次の版で学ぶ", "2026-11-01")


def reading(*topics: str, is_fallback: bool = False) -> Reading:
    """A reading with these topics in its ranking, best first."""
    ranking = tuple((topic, 0.5 / place) for place, topic in enumerate(topics, 1))
    return Reading(topics[0] if topics else None, 0.5, ranking, is_fallback, 1.0, {})


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (reading("help", "symptom/both_joints"), "answers wrongly: the right topic comes second"),
        (reading("help", "greet", "exam/department"), "answers wrongly: the right topic comes third"),
        (reading("help", is_fallback=True), "asks back: the right topic is not among the five nearest"),
        (reading(), "answers wrongly: the right topic is not among the five nearest"),
    ],
)
def test_the_likely_reason_says_where_the_right_topic_came(what: Reading, reason: str) -> None:
    assert likely_reason(QUESTION, what) == reason


def test_a_reason_written_by_hand_and_its_date_are_kept() -> None:
    now = failure(QUESTION, reading("greet"), {BEFORE.utterance: BEFORE})
    assert (now.reason, now.date, now.got) == (BEFORE.reason, BEFORE.date, "greet")


def test_an_automatic_reason_is_renewed_and_its_date_kept() -> None:
    before = failure(QUESTION, reading("greet"), {})
    now = failure(QUESTION, reading("greet", "symptom/both_joints"), {before.utterance: before})
    assert now.reason.endswith("comes second")
    assert now.date == before.date


def test_another_expectation_is_another_failure() -> None:
    before = KnownFailure(QUESTION.text, "greet", "help", "why", "2026-11-01")
    assert failure(QUESTION, reading("help"), {before.utterance: before}).reason != "why"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write([BEFORE], tmp_path / "list.yml")
    assert load(tmp_path / "list.yml") == {BEFORE.utterance: BEFORE}


@pytest.mark.parametrize(
    "text",
    [
        "- {utterance: 足}",
        "- {utterance: 足, expected: a/b, got: c, reason: '', date: '2026-11-01'}",
        "- &one {utterance: 足, expected: a/b, got: c, reason: why, date: '2026-11-01'}\n- *one",
    ],
    ids=["keys missing", "no reason", "twice"],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="list"):
        load(tmp_path / "list.yml")


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert load(tmp_path / "none.yml") == {}
