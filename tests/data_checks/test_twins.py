"""Examples and answer of a topic stand together, under its name, once."""

from __future__ import annotations

from tests.data_checks.small_project import ANSWER, GREET_FILE, GREETING, TOPIC_FILE, SmallProject, examples


def _says(project: SmallProject, expected: str) -> bool:
    return any(expected in problem for problem in project.problems())


def test_a_topic_without_a_file_is_reported(project: SmallProject) -> None:
    (project.root / TOPIC_FILE).unlink()
    assert _says(project, f"{TOPIC_FILE}:0: there is no file for shoes/fitting")


def test_a_topic_without_an_answer_is_reported(project: SmallProject) -> None:
    project.write(TOPIC_FILE, examples("shoes/fitting", "靴の大きさ"))
    assert _says(project, "there is no answer utter_shoes/fitting")


def test_an_answer_without_examples_is_reported(project: SmallProject) -> None:
    project.write(TOPIC_FILE, 'version: "3.1"\n' + ANSWER)
    assert _says(project, "shoes/fitting has 0 examples")


def test_too_few_examples_are_reported(project: SmallProject) -> None:
    project.write(TOPIC_FILE, examples("shoes/fitting", "靴の大きさ", 29) + ANSWER)
    assert _says(project, "shoes/fitting has 29 examples")


def test_examples_under_another_name_are_reported(project: SmallProject) -> None:
    project.write(TOPIC_FILE, examples("shoes/choosing", "靴の大きさ") + ANSWER)
    assert _says(project, "examples of shoes/choosing in the file of shoes/fitting")


def test_an_answer_under_another_name_is_reported(project: SmallProject) -> None:
    project.change(TOPIC_FILE, "utter_shoes/fitting", "utter_shoes/choosing")
    assert _says(project, "utter_shoes/choosing in the file of shoes/fitting")


def test_an_answer_in_two_files_is_reported_in_both(project: SmallProject) -> None:
    project.write("data/conversation/fallback.yml", 'version: "3.1"\n' + GREETING)
    found = [problem for problem in project.problems() if "answered in another file too" in problem]
    assert [problem.split(":")[0] for problem in found] == [
        f"[ERROR] {GREET_FILE.replace('greet', 'fallback')}",
        f"[ERROR] {GREET_FILE}",
    ]


def test_a_file_that_no_topic_bears_is_reported(project: SmallProject) -> None:
    project.write("data/faq/shoes/sandals.yml", 'version: "3.1"\n')
    assert _says(project, "shoes/sandals is not in topics.yml")


def test_the_files_of_several_responses_need_no_topic(project: SmallProject) -> None:
    project.write(
        "data/conversation/fallback.yml", 'version: "3.1"\n' + GREETING.replace("utter_greet", "utter_default")
    )
    assert project.problems() == []


def test_another_title_than_the_lists_is_reported(project: SmallProject) -> None:
    project.change(TOPIC_FILE, "title: 靴のサイズ合わせ", "title: 靴のサイズ")
    assert _says(project, "write 靴のサイズ合わせ")


def test_a_mistake_in_the_list_is_reported(project: SmallProject) -> None:
    project.change("topics.yml", "markers: [夕方]", "markers: [1時間, 30]")
    assert _says(project, "no list of texts")
