"""Examples: each once, in one topic, without personal data, and never a held-out question."""

from __future__ import annotations

import pytest

from data_checks.folding import fold
from tests.data_checks.small_project import GREET_FILE, HELD_OUT_FILE, TOPIC_FILE, SmallProject


def _says(project: SmallProject, expected: str) -> bool:
    return any(expected in problem for problem in project.problems())


@pytest.mark.parametrize(
    "twin",
    ["靴の大きさ7", "靴の大きさ\uff17", "靴 の大きさ、7。", "「靴の大きさ7」?", "靴の大きさ7!!"],
    ids=["the same", "full width", "spaces", "quotes", "exclamation marks"],
)
def test_an_example_that_stands_twice_in_a_topic_is_reported(twin: str, project: SmallProject) -> None:
    project.change(TOPIC_FILE, "    - 靴の大きさ8", f"    - {twin}")
    assert _says(project, f'"{twin}" stands in its own topic too ({TOPIC_FILE}:13)')


def test_an_example_that_stands_in_two_topics_is_reported(project: SmallProject) -> None:
    project.change(GREET_FILE, "    - こんにちは8", "    - 靴の大きさ7?")
    assert _says(project, "remove one") or _says(project, "keep it where it belongs")


@pytest.mark.parametrize(
    ("one", "other"),
    [("膝の痛み", "膝が痛む"), ("サイズ", "サイズー"), ("30秒", "3秒")],
)
def test_different_utterances_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("090-1234-5678に電話して", "a phone number"),
        ("０９０ １２３４ ５６７８です", "a phone number"),
        ("taro.yamada@clinic.exampleへ送って", "a mail address"),
        ("https://clinic.exampleを見た", "a web address"),
        ("〔氏名〕と申します", "a masked value"),
    ],
)
def test_personal_data_in_an_example_is_reported(text: str, what: str, project: SmallProject) -> None:
    project.change(TOPIC_FILE, "靴の大きさ7", text)
    assert _says(project, f"holds {what}")


@pytest.mark.parametrize(
    "text", ["119番は何の番号", "38.5度の熱", "143000円の靴", "3-6ヶ月たった", "2024-03-05に買った"]
)
def test_numbers_that_tell_no_person_pass(text: str, project: SmallProject) -> None:
    project.change(TOPIC_FILE, "靴の大きさ7", text)
    assert project.problems() == []


def test_utterances_of_emoji_alone_are_told_apart(project: SmallProject) -> None:
    project.change(TOPIC_FILE, "靴の大きさ7", "👟👟")
    project.change(TOPIC_FILE, "靴の大きさ8", "👢")
    assert project.problems() == []


def test_a_held_out_question_among_the_examples_is_reported(project: SmallProject) -> None:
    project.change(HELD_OUT_FILE, "いつ靴を試着するの", "靴の大きさ 7?")
    assert _says(project, f"{HELD_OUT_FILE}:2: ")
    assert _says(project, "what is learnt cannot be measured")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("shoes/fitting:", "shoes/boots:", "shoes/boots is no topic or intent"),
        ("also: [greet]", "also: [dance]", "dance is no topic or intent"),
        ("also: [greet]", "also: greet", "also is no list of ids"),
        ("- text: いつ", "- question: いつ", "without text"),
        ("- text: いつ靴を試着するの\n", "- いつ靴を試着するの\n", "has no keys"),
    ],
)
def test_a_mistake_in_a_held_out_file_is_reported(old: str, new: str, expected: str, project: SmallProject) -> None:
    project.change(HELD_OUT_FILE, old, new)
    assert _says(project, expected)
