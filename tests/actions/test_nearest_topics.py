"""「もしかして」: which topics are offered, and when the phone is given instead."""

from __future__ import annotations

import pytest

from tests.actions.conversation import bot, not_understood, responses_of, said, user

NONE_OF_THESE = "v1;intent;deny"


def offered(ranking: dict[str, float], entities: tuple[str, ...] = ()) -> list[str]:
    """Payloads of the buttons after one utterance with this ranking."""
    messages = said("action_nearest_topics", not_understood(ranking, entities))
    return [button["payload"] for message in messages for button in message["buttons"]]


def test_nearest_topics_are_offered_by_title_best_first_with_a_way_out() -> None:
    messages = said("action_nearest_topics", not_understood({"shoes/fitting": 0.3, "symptom/swelling": 0.2}))
    assert responses_of(messages) == ["utter_did_you_mean"]
    assert messages[0]["buttons"] == [
        {"title": "靴のサイズ合わせ", "payload": "v1;topic;shoes/fitting"},
        {"title": "膝の腫れ", "payload": "v1;topic;symptom/swelling"},
        {"title": "どれでもない", "payload": NONE_OF_THESE},
    ]


@pytest.mark.parametrize(
    ("ranking", "entities", "expected"),
    [
        pytest.param(
            {
                "shoes/fitting": 0.3,
                "shoes/insoles": 0.2,
                "symptom/swelling": 0.15,
                "selfcare/ankle_circles": 0.1,
            },
            (),
            ["v1;topic;shoes/fitting", "v1;topic;shoes/insoles", "v1;topic;symptom/swelling"],
            id="at most three",
        ),
        pytest.param(
            {"treatment/prp": 0.3, "shoes/fitting": 0.2},
            ("body_part",),
            ["v1;topic;shoes/fitting"],
            id="no treatment unless the message names one",
        ),
        pytest.param(
            {"treatment/prp": 0.3, "shoes/fitting": 0.2},
            ("treatment",),
            ["v1;topic;treatment/prp", "v1;topic;shoes/fitting"],
            id="a treatment if the message names one",
        ),
        pytest.param(
            {"treatment/cost": 0.4, "treatment/prp": 0.3, "treatment/duration": 0.2},
            (),
            ["v1;topic;treatment/cost", "v1;topic;treatment/duration"],
            id="what is asked of treatments in general, but no treatment",
        ),
        pytest.param(
            {"symptom/swelling": 0.4, "treatment/cost": 0.3},
            ("body_part",),
            ["v1;topic;symptom/swelling"],
            id="no cost of treatment in reply to a symptom",
        ),
        pytest.param({"greet": 0.3, "shoes/fitting": 0.2}, (), ["v1;topic;shoes/fitting"], id="no greeting"),
        pytest.param({"red_flag": 0.3, "shoes/fitting": 0.2}, (), ["v1;topic;shoes/fitting"], id="never a red flag"),
        pytest.param({"handoff_phone": 0.3}, (), ["v1;intent;handoff_phone"], id="but the way to a person"),
        pytest.param(
            {"shoes/fitting": 0.3, "symptom/swelling": 0.039}, (), ["v1;topic;shoes/fitting"], id="no mere guess"
        ),
        pytest.param(
            {"shoes/unwritten": 0.3, "shoes/fitting": 0.2}, (), ["v1;topic;shoes/fitting"], id="no topic without title"
        ),
    ],
)
def test_only_what_helps_is_offered(ranking: dict[str, float], entities: tuple[str, ...], expected: list[str]) -> None:
    assert offered(ranking, entities) == [*expected, NONE_OF_THESE]


@pytest.mark.parametrize("ranking", [{}, {"greet": 0.3}], ids=["no ranking", "only acts"])
def test_without_a_topic_to_offer_a_body_part_is_asked_about(ranking: dict[str, float]) -> None:
    messages = said("action_nearest_topics", not_understood(ranking, ("body_part",)))
    assert responses_of(messages) == ["utter_not_understood_body"]


def test_without_a_topic_and_a_body_part_the_default_is_said() -> None:
    assert responses_of(said("action_nearest_topics", not_understood())) == ["utter_default"]


def test_second_failure_in_a_row_gives_the_phone_even_with_topics_to_offer() -> None:
    near = {"shoes/fitting": 0.3}
    messages = said("action_nearest_topics", not_understood(near), bot("もしかして"), not_understood(near))
    assert responses_of(messages) == ["utter_not_understood_twice"]
    assert messages[0]["buttons"] == []


def test_an_understood_turn_between_two_failures_starts_anew() -> None:
    near = {"shoes/fitting": 0.3}
    messages = said("action_nearest_topics", not_understood(near), user("shoes"), not_understood(near))
    assert responses_of(messages) == ["utter_did_you_mean"]
