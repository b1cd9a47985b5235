"""Two questions in one message: only when both are understood, differ, and the message speaks of one of them."""

from __future__ import annotations

import pytest

from engine.topics.second_question import Ranking, are_two_questions

WHOLE = [("treatment/cost", 0.5), ("treatment/duration", 0.4), ("shoes/fitting", 0.05), ("exam/mri", 0.01)]
COST = [("treatment/cost", 0.9)]
DURATION = [("treatment/duration", 0.9)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(COST, DURATION, id="two topics"),
        pytest.param(COST, [("clinic/access", 0.9)], id="the message speaks of the first"),
        pytest.param([("clinic/access", 0.9)], COST, id="the message speaks of the second"),
        pytest.param(COST, [("book_counseling", 0.9)], id="a topic and a booking"),
        pytest.param(COST, [("treatment/duration", 0.6)], id="just sure enough"),
    ],
)
def test_two_understood_topics_are_two_questions(first: Ranking, second: Ranking) -> None:
    assert are_two_questions(WHOLE, first, second)


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        pytest.param(WHOLE, COST, COST, id="the same topic twice"),
        pytest.param(WHOLE, COST, [("treatment/duration", 0.59)], id="second half not sure"),
        pytest.param(WHOLE, [("treatment/cost", 0.59)], DURATION, id="first half not sure"),
        pytest.param(WHOLE, COST, [("thank", 0.99)], id="thanks"),
        pytest.param(WHOLE, [("greet", 0.99)], COST, id="a greeting"),
        pytest.param(WHOLE, COST, [("red_flag", 0.99)], id="never a red flag as one of two"),
        pytest.param(WHOLE, [("clinic/access", 0.9)], [("exam/mri", 0.9)], id="the message speaks of neither"),
        pytest.param(
            [("symptom/swelling", 0.9)],
            [("symptom/swelling", 0.9)],
            [("mechanism/ankle_to_knee", 0.9)],
            id="a symptom and where it comes from are one concern",
        ),
        pytest.param([], COST, DURATION, id="message not ranked"),
        pytest.param(WHOLE, [], DURATION, id="first half not ranked"),
        pytest.param(WHOLE, COST, [], id="second half not ranked"),
    ],
)
def test_anything_less_is_one_question(whole: Ranking, first: Ranking, second: Ranking) -> None:
    assert not are_two_questions(whole, first, second)
