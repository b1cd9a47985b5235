"""A courtesy hides no question, and is not itself taken for one."""

from __future__ import annotations

import pytest

from engine.topics.mere_courtesy import Ranking, is_mere_courtesy

GREETING = [("greet", 0.8)]


@pytest.mark.parametrize(
    ("whole", "rest"),
    [
        pytest.param(GREETING, [("shoes/choosing", 0.9)], id="a greeting and a question"),
        pytest.param(GREETING, [("handoff_phone", 0.9)], id="a greeting and a wish"),
        pytest.param([("shoes/choosing", 0.7)], [("shoes/fitting", 0.3)], id="a question as a whole too"),
        pytest.param([], GREETING, id="nothing read"),
        pytest.param(GREETING, [], id="nothing left"),
    ],
)
def test_what_is_asked_beside_a_courtesy_is_the_question(whole: Ranking, rest: Ranking) -> None:
    assert not is_mere_courtesy(whole, rest)


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param([("symptom/start_up_pain", 0.3)], id="the rest is a guess"),
        pytest.param([("thank", 0.7)], id="the rest is another courtesy, less surely"),
    ],
)
def test_a_courtesy_with_nothing_understood_beside_it_is_a_courtesy(rest: Ranking) -> None:
    assert is_mere_courtesy(GREETING, rest)
