"""Replies: what Rasa's events say becomes bubbles, with everything that belongs to the answer on the last."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered

from engine.channel.replies import actions_of, bubbles_of, events_of_turn

BUTTONS = [{"title": "膝の腫れ", "payload": "v1;topic;symptom/swelling", "type": "postback"}]
REPLIES = [{"title": "膝の腫れ", "payload": "v1;topic;symptom/swelling"}]
TABLE = {"caption": "比較", "columns": ["療法"], "rows": [["PRP"]]}
LINKS = [{"title": "電話する", "href": "[[clinic.tel]]"}]
IMAGE = {"src": "/static/ankle.png", "alt": "足首"}
TOPIC = "shoes/fitting"
PICKER = {"kind": "date", "min": "2026-11-24", "max": "2026-12-24"}


def asked(message_id: str) -> UserUttered:
    return UserUttered("膝", message_id=message_id)


def said(text: str | None, data: dict[str, Any] | None = None, **metadata: Any) -> BotUttered:
    return BotUttered(text, data, {"utter_action": "utter_shoes/fitting", "metadata": metadata})


@pytest.mark.parametrize(
    ("text", "bubbles"),
    [
        pytest.param("一つ。", ["一つ。"], id="one"),
        pytest.param("一つ。\n\n二つ。", ["一つ。", "二つ。"], id="split at a blank line"),
        pytest.param("一行、\n二行。", ["一行、\n二行。"], id="a line break stays"),
        pytest.param("一つ。\n \t　\n二つ。", ["一つ。", "二つ。"], id="a line of blanks is blank"),
        pytest.param("一つ。\n\n\n\n二つ。", ["一つ。", "二つ。"], id="many blank lines"),
        pytest.param("\n\n 一つ。 \n\n", ["一つ。"], id="nothing before and behind"),
        pytest.param("\n\n", [], id="blank"),
        pytest.param(None, [], id="no text"),
    ],
)
def test_a_text_is_split_into_bubbles_at_blank_lines(text: str | None, bubbles: list[str]) -> None:
    assert [bubble["text"] for bubble in bubbles_of([said(text)])] == bubbles


def test_buttons_links_table_picker_and_source_stand_on_the_last_bubble() -> None:
    notes = {"links": LINKS, "table": TABLE, "picker": PICKER, "source": "靴選び"}
    first, last = bubbles_of([said("一つ。\n\n二つ。", {"buttons": BUTTONS}, **notes)])
    assert first == {"text": "一つ。", "topic": TOPIC}
    assert last == {"text": "二つ。", "topic": TOPIC, "quick_replies": REPLIES, **notes}


@pytest.mark.parametrize(("note", "value"), [("urgency", "119"), ("image", IMAGE)], ids=["urgency", "picture"])
def test_what_is_seen_first_stands_on_the_first_bubble(note: str, value: Any) -> None:
    first, last = bubbles_of([said("一つ。\n\n二つ。", **{note: value})])
    assert first[note] == value
    assert note not in last


@pytest.mark.parametrize("metadata", [{}, {"source": None, "table": None}], ids=["none", "null"])
def test_what_an_answer_does_not_have_is_left_out(metadata: dict[str, Any]) -> None:
    assert bubbles_of([said("一つ。", None, **metadata)]) == [{"text": "一つ。", "topic": TOPIC, "quick_replies": []}]


def test_notes_for_the_reviewer_are_not_shown() -> None:
    (bubble,) = bubbles_of([said("一つ。", title="靴", reviewed_on="2026-11-22")])
    assert set(bubble) == {"text", "topic", "quick_replies"}


def test_several_messages_follow_each_other_each_with_its_own_buttons() -> None:
    bubbles = bubbles_of([said("一つ。", {"buttons": BUTTONS}), SlotSet("treatment", "prp"), said("二つ。")])
    assert [(bubble["text"], bubble["quick_replies"]) for bubble in bubbles] == [("一つ。", REPLIES), ("二つ。", [])]


def test_a_bubble_an_action_made_itself_is_passed_on() -> None:
    made = {"text": "いつがよいですか。", "picker": PICKER}
    assert bubbles_of([said(None, {"custom": made})]) == [{**made, "quick_replies": []}]


def test_a_message_without_metadata_is_a_bubble() -> None:
    assert bubbles_of([BotUttered("はい。")]) == [{"text": "はい。", "topic": "", "quick_replies": []}]


@pytest.mark.parametrize(
    ("message_id", "texts"),
    [("1", ["一つ。"]), ("2", []), ("3", ["三つ。"]), ("4", None)],
    ids=["first", "silent one", "last", "unknown"],
)
def test_a_turn_ends_at_the_next_utterance(message_id: str, texts: list[str] | None) -> None:
    events: list[Event] = [said("ようこそ。"), asked("1"), said("一つ。"), asked("2"), asked("3"), said("三つ。")]
    turn = events_of_turn(events, message_id)
    assert (None if turn is None else [bubble["text"] for bubble in bubbles_of(turn)]) == texts


@pytest.mark.parametrize(
    ("events", "names"),
    [
        pytest.param(
            [ActionExecuted("utter_shoes"), said("靴"), ActionExecuted("action_listen")],
            ["utter_shoes/fitting"],
            id="a topic by its full name, without listening",
        ),
        pytest.param(
            [ActionExecuted("action_repeat"), BotUttered("靴")], ["action_repeat"], id="an action of the action server"
        ),
        pytest.param(
            [said("靴"), ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")],
            ["utter_shoes/fitting"],
            id="not the session that began later",
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_the_actions_of_a_turn_are_named_as_staff_know_them(events: list[Event], names: list[str]) -> None:
    assert actions_of(events) == names
