"""Quick replies lead somewhere, are few, and offer nothing that was not asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_checks.located_yaml import Map
from data_checks.problems import Problem
from data_checks.responses import Button, Response, Variation
from data_checks.suggestions import check_suggestions
from tests.data_checks.small_project import TOPIC_FILE, SmallProject

LEADING_NOWHERE = {
    "no such topic": ("v1;intent;greet", "v1;topic;shoes/boots", "which does not exist"),
    "no such intent": ("v1;intent;greet", "v1;intent;dance", "which does not exist"),
    "an intent as a topic": ("v1;intent;greet", "v1;topic;greet", "which nothing reads"),
    "not our grammar": ("v1;intent;greet", "/greet", "which nothing reads"),
    "an unknown entity": ("v1;intent;greet", "v1;intent;greet;colour=red", "no entity of domain.yml"),
    "an unknown slot": ("v1;intent;greet", "v1;date;birthday", "no slot of domain.yml"),
    "itself": ("v1;intent;greet", "v1;topic;shoes/fitting", "own answer"),
    "another name than its topic": ("title: あいさつ", "title: ごあいさつ", "not called like its topic"),
    "a long name": ("title: あいさつ", "title: 靴のサイズを夕方に合わせる理由をくわしく知る", "shorten it to 20"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), LEADING_NOWHERE.values(), ids=LEADING_NOWHERE)
def test_a_quick_reply_that_leads_nowhere_is_reported(old: str, new: str, expected: str, project: SmallProject) -> None:
    project.change(TOPIC_FILE, old, new)
    assert any(expected in problem for problem in project.problems())


def test_a_date_and_an_entity_of_the_domain_pass(project: SmallProject) -> None:
    project.change(TOPIC_FILE, "payload: v1;intent;greet", "payload: v1;intent;greet;shoe=sneaker")
    assert project.problems() == []


def test_a_fourth_quick_reply_is_reported(project: SmallProject) -> None:
    reply = "    - title: あいさつ\n      payload: v1;intent;greet\n"
    project.change(TOPIC_FILE, reply, reply * 4)
    assert any("4 quick replies, more than 3" in problem for problem in project.problems())


def _suggest(answer: str, target: str, folder: str = "data/faq") -> list[Problem]:
    kind = "topic" if "/" in target else "intent"
    button = Button("題", f"v1;{kind};{target}", 7)
    variation = Variation("文です。", (), (button,), Map(), 5, 6)
    return check_suggestions([Response(f"utter_{answer}", (variation,), f"{folder}/{answer}.yml", 4)])


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("symptom/stairs_pain", "treatment/bme"),
        ("symptom/stairs_pain", "symptom/kneecap_pain"),
        ("symptom/stairs_pain", "clinic/counseling"),
        ("symptom/stairs_pain", "book_counseling"),
        ("symptom/stairs_pain", "handoff_phone"),
        ("mechanism/kinetic_chain", "treatment/prp"),
        ("selfcare/no_improvement", "treatment/bme"),
        ("clinic/counseling", "treatment/cost"),
        ("greet", "treatment/bme"),
        ("prevention/recurrence", "clinic/counseling"),
        ("exam/department", "book_counseling"),
        ("red_flag", "exam/department"),
    ],
)
def test_what_was_not_asked_for_is_not_suggested(answer: str, target: str) -> None:
    assert _suggest(answer, target)


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("symptom/stairs_pain", "selfcare/stairs_technique"),
        ("symptom/stairs_pain", "exam/department"),
        ("treatment/regenerative", "treatment/prp"),
        ("selfcare/no_improvement", "clinic/counseling"),
        ("greet", "book_counseling"),
        ("ask_diagnosis", "clinic/counseling"),
        ("exam/overview", "exam/imaging"),
    ],
)
def test_what_belongs_to_the_question_may_be_suggested(answer: str, target: str) -> None:
    assert _suggest(answer, target) == []


def test_the_booking_form_may_name_the_counselling() -> None:
    assert _suggest("booking", "book_counseling", "data/conversation") == []


def test_a_problem_points_to_the_line_of_the_quick_reply() -> None:
    (problem,) = _suggest("mechanism/kinetic_chain", "treatment/prp")
    assert (problem.path, problem.line) == (str(Path("data/faq/mechanism/kinetic_chain.yml")), 7)
