"""「もう一度」 and 「もっと詳しく」: both look back at the last answer and invent nothing."""

from __future__ import annotations

from tests.actions.conversation import RELATED, bot, responses_of, said, user

TABLE = {"caption": "比較", "columns": ["療法"], "rows": [["PRP"]]}


def test_repeat_says_every_bubble_again_with_buttons_metadata_and_name() -> None:
    events = [user("shoes"), bot("夕方に\n\n合わせます。"), bot("まとめ", RELATED, source="靴選び", table=TABLE)]
    assert said("action_repeat", *events, user("repeat")) == [
        {
            "text": "夕方に\n\n合わせます。",
            "buttons": [],
            "metadata": {},
            "utter_action": "utter_shoes/fitting",
        },
        {
            "text": "まとめ",
            "buttons": RELATED,
            "metadata": {"source": "靴選び", "table": TABLE},
            "utter_action": "utter_shoes/fitting",
        },
    ]


def test_repeat_after_repeat_says_the_same_answer() -> None:
    events = [user("shoes"), bot("夕方に合わせます。"), user("repeat"), bot("夕方に合わせます。"), user("repeat")]
    assert [message["text"] for message in said("action_repeat", *events)] == ["夕方に合わせます。"]


def test_repeat_without_an_answer_asks_for_a_question() -> None:
    assert responses_of(said("action_repeat", user("repeat"))) == ["utter_repeat"]


def test_more_detail_offers_the_topics_that_belong_to_the_last_answer() -> None:
    messages = said("action_more_detail", user("shoes"), bot("一"), bot("二", RELATED), user("more_detail"))
    assert responses_of(messages) == ["utter_more_about"]
    assert messages[0]["buttons"] == RELATED


def test_more_detail_after_an_answer_without_neighbours_asks_what_is_wanted() -> None:
    messages = said("action_more_detail", user("greet"), bot("こんにちは"), user("more_detail"))
    assert responses_of(messages) == ["utter_more_detail"]


def test_more_detail_without_an_answer_asks_what_is_wanted() -> None:
    assert responses_of(said("action_more_detail", user("more_detail"))) == ["utter_more_detail"]
