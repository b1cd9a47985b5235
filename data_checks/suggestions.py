"""What may be suggested, and to whom.

A text that names the clinic's phone counts as advertising (厚生労働省 医療広告ガイドライン; how far it reaches is for
the clinic's lawyer to confirm): a treatment is offered only to those who asked about treatments, nothing is offered
in answer to a symptom or an urgent sign, and the free counselling is named only where the list of topics has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from data_checks.answers import folded
from data_checks.problems import Problem, Report
from data_checks.quick_replies import FORM_FILE, PAYLOAD
from data_checks.rendered_answers import names_of
from data_checks.responses import Button, Response

AFTER_A_SYMPTOM = ("mechanism/*", "selfcare/*", "exam/*")
COUNSELLING = ("clinic/counseling", "clinic/second_opinion", "book_counseling")
COUNSELLING_WORD = "カウンセリング"
MAY_NAME_COUNSELLING = (
    "treatment/*",
    "clinic/*",
    "selfcare/no_improvement",
    "ask_diagnosis",
    "express_distress",
    "greet",
    "help",
    "book_counseling",
    "cancel_booking",
    "utter_not_understood_twice",
)


def check_suggestions(responses: Iterable[Response]) -> list[Problem]:
    """The problems of all responses but those of the booking form, which its visitor has asked for."""
    problems: list[Problem] = []
    for response in responses:
        if response.path == FORM_FILE:
            continue
        report = Report(response.path)
        for variation in response.variations:
            for button in variation.buttons:
                for reason in _reasons_against(button, response):
                    problem = f"{response.name} suggests 「{button.title}」 {reason}"
                    report.error(button.line, problem, "suggest another topic")
            if COUNSELLING_WORD in folded(variation.text) and not _goes_by(response, *MAY_NAME_COUNSELLING):
                problem = f"{response.name} names the counselling, which is not among its facts"
                report.error(variation.line, problem, "leave it out")
        problems += report.problems
    return problems


def _reasons_against(button: Button, response: Response) -> Iterator[str]:
    match = PAYLOAD.fullmatch(button.payload)
    target = (match["topic"] or match["intent"] or "") if match else ""
    if response.id == "red_flag":
        yield "beside an urgent message"
    if _goes_by(response, "symptom/*") and not _fits(target, AFTER_A_SYMPTOM):
        yield f"in answer to a symptom, where only {', '.join(AFTER_A_SYMPTOM)} may follow"
    if _fits(target, ("treatment/*",)) and not _goes_by(response, "treatment/*"):
        yield "to people who did not ask about treatments"
    if _fits(target, COUNSELLING) and not _goes_by(response, *MAY_NAME_COUNSELLING):
        yield "where the counselling may not be named"


def _goes_by(response: Response, *globs: str) -> bool:
    return any(_fits(name, globs) for name in names_of(response))


def _fits(name: str, globs: Iterable[str]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs)
