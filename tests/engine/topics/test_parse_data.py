"""A ranking in the form Rasa's rules and retrieval intents read."""

from __future__ import annotations

from engine.topics.parse_data import area_of, topic_parse_data

RANKING = [("shoes/fitting", 0.6), ("symptom/swelling", 0.2), ("shoes/insoles", 0.1), ("greet", 0.05)]


def test_a_topic_sets_its_area_as_intent_with_the_confidence_of_the_topic() -> None:
    found = topic_parse_data(RANKING)
    assert found["topic"] == {"name": "shoes/fitting", "confidence": 0.6}
    assert found["intent"] == {"name": "shoes", "confidence": 0.6}


def test_the_whole_ranking_is_kept_best_first() -> None:
    found = topic_parse_data(RANKING)
    assert [(entry["name"], entry["confidence"]) for entry in found["topic_ranking"]] == RANKING


def test_the_ranking_of_intents_names_each_area_once_with_its_best_topic() -> None:
    assert topic_parse_data(RANKING)["intent_ranking"] == [
        {"name": "shoes", "confidence": 0.6},
        {"name": "symptom", "confidence": 0.2},
        {"name": "greet", "confidence": 0.05},
    ]


def test_a_topic_selects_its_answer_among_those_of_its_area() -> None:
    assert topic_parse_data(RANKING)["response_selector"] == {
        "all_retrieval_intents": ["shoes"],
        "shoes": {
            "response": {
                "intent_response_key": "shoes/fitting",
                "confidence": 0.6,
                "utter_action": "utter_shoes/fitting",
                "responses": [],
            },
            "ranking": [
                {"intent_response_key": "shoes/fitting", "confidence": 0.6},
                {"intent_response_key": "shoes/insoles", "confidence": 0.1},
            ],
        },
    }


def test_a_plain_intent_is_its_own_topic_and_selects_no_answer() -> None:
    found = topic_parse_data([("greet", 0.9), ("shoes/fitting", 0.1)])
    assert found["topic"] == {"name": "greet", "confidence": 0.9}
    assert found["intent"] == {"name": "greet", "confidence": 0.9}
    assert "response_selector" not in found


def test_nothing_to_read_has_no_topic_and_a_nameless_intent_of_confidence_zero() -> None:
    assert topic_parse_data([]) == {
        "intent": {"name": None, "confidence": 0.0},
        "intent_ranking": [],
        "topic_ranking": [],
    }


def test_the_area_is_what_stands_before_the_slash() -> None:
    assert [area_of("shoes/fitting"), area_of("greet")] == ["shoes", "greet"]
