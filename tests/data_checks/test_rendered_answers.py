"""Answers are judged as patients of different clinics read them."""

from __future__ import annotations

import pytest

from tests.data_checks.small_project import GREET_FILE, TOPIC_FILE, SmallProject

EVENING = "靴は、夕方に合わせます。"
CHANGES = {
    "a marker is missing": (EVENING, "靴は、朝に合わせます。", "does not say /夕方/"),
    "a word of the never list": (EVENING, "靴は、夕方が最適な治療です。", ":40: "),
    "words of another area": (EVENING, "PRPのリスクは医師に。夕方です。", "has no place in mechanism/*"),
    "an unknown placeholder": (EVENING, "夕方です。[[clinic.fax]]", "unknown placeholder clinic.fax"),
    "a broken placeholder": (EVENING, "夕方です。[[clinic.hours]", "unknown placeholder [["),
    "four bubbles": (EVENING, f"{EVENING}\n\n      二つ目です。\n\n      三つ目です。", "more than 3 bubbles"),
    "a long bubble": (EVENING, "靴は、夕方に合わせます。" * 11, "characters, more than 125"),
    "an unreviewed name of the unknown": (
        EVENING,
        "夕方です。申し訳ありません。このご案内には駅前の地図の情報がありません。お電話([[clinic.phone]])でご確認ください。",
        "「駅前の地図」 is not in the reviewed list",
    ),
    "the unknown in other words": (EVENING, "夕方です。このご案内にはありません。", "says in other words"),
    "a fixed sentence in other words": (EVENING, "夕方です。痛みが強くなったら休みます。", "the sentence F2"),
    "the phone number written out": (EVENING, "夕方です。お電話は050-1869-7918です。", "phone number is written out"),
    "the phone number in full width": (EVENING, "夕方は\uff10\uff15\uff10\uff0d1869\uff0d7918へ。", "written out"),
    "the counselling out of place": (EVENING, "夕方です。無料カウンセリングへどうぞ。", "names the counselling"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_planted_mistake_is_reported(old: str, new: str, expected: str, project: SmallProject) -> None:
    project.change(TOPIC_FILE, old, new)
    found = [problem for problem in project.problems() if expected in problem]
    assert found
    assert found[0].startswith(f"[ERROR] {TOPIC_FILE}:")


def test_an_optional_line_is_judged_for_the_clinic_that_has_filled_it_in(project: SmallProject) -> None:
    project.change(TOPIC_FILE, EVENING, f"{EVENING}\n      [[?]]No.1の駅: [[clinic.access]]")
    (problem,) = project.problems()
    assert "with everything filled in: N03" in problem


def test_what_may_only_be_said_once_filled_in_passes_on_an_optional_line(project: SmallProject) -> None:
    project.change(TOPIC_FILE, EVENING, f"{EVENING}\n      [[?]]提供計画の番号: [[treatments.bme.plan_number]]")
    assert project.problems() == []


def test_the_same_words_on_an_ordinary_line_are_reported(project: SmallProject) -> None:
    project.change(TOPIC_FILE, EVENING, f"{EVENING}提供計画があります。")
    assert any("W5" in problem for problem in project.problems())


def test_a_value_of_clinic_yml_is_held_to_the_never_list(project: SmallProject) -> None:
    project.write("clinic.yml", 'clinic:\n  phone: "050-1869-7918"\n  access: "県内一の駅から5分"\n')
    assert any("clinic.yml:0: clinic.access: N03" in problem for problem in project.problems())


def test_a_mistake_in_clinic_yml_is_reported(project: SmallProject) -> None:
    project.write("clinic.yml", 'clinic:\n  phone: "050-1869-7918"\n  fax: "1"\n')
    assert any("clinic.yml:0: clinic.fax: is an unknown key" in problem for problem in project.problems())


def test_a_price_that_cannot_be_hidden_is_reported(project: SmallProject) -> None:
    project.change(GREET_FILE, "こんにちは。\n    metadata", "こんにちは。¥300です。\n    metadata")
    assert any("with prices hidden: 「¥3」 is still shown" in problem for problem in project.problems())


def test_a_word_list_that_rasa_would_read_as_training_data_is_reported(project: SmallProject) -> None:
    project.write("data/safety/other.yml", "rules: []\n")
    assert any("data/safety/other.yml:1: Rasa would take" in problem for problem in project.problems())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("re: '最安|", "re: '(最安|", "no regular expression"),
        ("{id: N02,", "{id: N01,", "two rules are called N01"),
        ("\nwhen:", "\nwhenever:", "without when"),
    ],
)
def test_a_mistake_in_the_rules_is_reported(old: str, new: str, expected: str, project: SmallProject) -> None:
    project.change("data/safety/words.yml", old, new)
    assert any(expected in problem for problem in project.problems())
