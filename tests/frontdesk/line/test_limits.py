"""Counting as LINE counts, and nothing beyond its limits, whatever an answer holds (T10)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linebot.v3.messaging.models import ReplyMessageRequest

from clinic.current import current_profile
from frontdesk.line import sentences
from frontdesk.line.choices import chosen, listed
from frontdesk.line.limits import (
    TEXT_UNITS,
    action_problems,
    graphemes,
    problems,
    shortened,
    shortened_units,
    utf16_units,
)
from frontdesk.line.pieces import plain, text_message, with_earlier
from frontdesk.line.render import rendered
from frontdesk.line.splitting import parts_of
from tests.frontdesk.line.fake_line import _round_trip, text_of

VECTORS = [
    ("🦵", 2, 1), ("👨‍👩‍👧", 8, 1), ("か\u3099", 2, 1), ("𠮟", 2, 1), ("葛󠄀", 3, 1), ("🇯🇵", 4, 1), ("0️⃣", 3, 1),
    ("", 0, 0), ("膝", 1, 1),
]  # fmt: skip
SIGNS = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("。!?\n、膝🦵👨‍👩‍👧葛󠄀か\u3099🇯🇵")), max_size=400
)
LONG = SIGNS.map(lambda text: text * 40)


@pytest.mark.parametrize(("text", "units", "signs"), VECTORS)
def test_units_and_signs_are_counted_as_line_does(text: str, units: int, signs: int) -> None:
    assert (utf16_units(text), len(graphemes(text))) == (units, signs)


@given(SIGNS, st.integers(2, 50))
@settings(max_examples=100, deadline=None)
def test_a_shortened_text_fits_and_begins_the_same(text: str, most: int) -> None:
    by_signs, by_units = shortened(text, most), shortened_units(text, most)
    assert len(graphemes(by_signs)) <= most
    assert utf16_units(by_units) <= most
    assert text.startswith(by_signs.removesuffix("…"))
    assert text.startswith(by_units.removesuffix("…"))


@given(LONG, st.integers(30, 5000))
@settings(max_examples=60, deadline=None)
def test_a_split_text_is_whole_and_no_sign_is_torn(text: str, most: int) -> None:
    parts = parts_of(text, most)
    assert "".join(parts) == text
    assert all(utf16_units(part) <= most for part in parts)
    # LINE joins what we send only by eye: a sign must not begin in one part and end in the next.
    assert all(len(graphemes(part)) >= 1 for part in parts if part)


BUBBLES = st.lists(
    st.fixed_dictionaries(
        {"text": SIGNS},
        optional={
            "quick_replies": st.lists(
                st.builds(
                    lambda title: {"title": title, "payload": "v1;intent;help"}, st.text(min_size=1, max_size=60)
                ),
                max_size=20,
            ),
            "links": st.lists(
                st.builds(lambda title: {"title": title, "href": "tel:05018697918"}, st.text(min_size=1, max_size=60)),
                max_size=3,
            ),
            "table": st.builds(
                lambda rows: {"caption": "c", "columns": ["a", "b"], "rows": rows},
                st.lists(st.tuples(SIGNS, SIGNS).map(list), max_size=8),
            ),
            "urgency": st.sampled_from(["119", "today", "soon", "crisis"]),
            "source": st.text(max_size=40),
        },
    ),
    min_size=1,
    max_size=9,
)


@given(BUBBLES)
@settings(max_examples=150, deadline=None)
def test_whatever_an_answer_holds_line_takes_it_or_its_plain_form(bubbles: list[dict[str, Any]]) -> None:
    messages = rendered(bubbles)
    if not messages:
        assert not any(bubble["text"] for bubble in bubbles)
        return
    shown = messages if not problems(messages) else plain(messages)
    assert problems([message for message in shown if text_of(message)]) == []


def test_the_text_of_a_red_flag_is_first_and_whole_and_alone() -> None:
    urgent = {
        "text": "すぐに119番へ。\n待たないで。",
        "urgency": "119",
        "links": [{"title": "119番へ電話する", "href": "tel:119"}],
    }
    messages = rendered([urgent, *({"text": f"{number}"} for number in range(8))])
    assert messages[0]["text"] == urgent["text"]
    assert messages[1]["contents"]["body"]["contents"][0]["action"]["uri"] == "tel:119"
    assert "\n".join(text_of(message) for message in messages[2:]).count("\n\n") == 5
    assert len(messages) == 5


def test_a_price_table_and_its_caution_are_one_message() -> None:
    table = {"caption": "比較", "columns": ["治療法", "金額"], "rows": [["A", "1円"], ["B", "2円"]]}
    (card,) = rendered([{"text": "受ける前にご確認ください。", "table": table, "source": "見出し"}])
    assert card["type"] == "flex"
    assert "受ける前に" in str(card["contents"])
    assert "出典: 見出し" in str(card["contents"])
    assert card["altText"].index("A") < card["altText"].index("受ける前に")


def test_the_steps_of_an_exercise_are_a_card() -> None:
    card, text = rendered([{"text": "1. 座ります。\n2. 伸ばします。"}, {"text": "1. ひとつだけ"}])
    assert (card["type"], text["type"]) == ("flex", "text")
    assert card["altText"] == "1. 座ります。\n2. 伸ばします。"


def test_a_calendar_is_a_button_that_stays_and_a_quick_reply() -> None:
    picker = {"kind": "date", "min": "2026-11-23", "max": "2027-01-22", "payload": "v1;date;booking_wish"}
    text, button = rendered([{"text": "ご希望の日は?", "picker": picker}])
    assert text["text"] == "ご希望の日は?"
    for action in (button["contents"]["body"]["contents"][0]["action"], button["quickReply"]["items"][0]["action"]):
        assert (action["type"], action["data"], action["min"]) == (
            "datetimepicker",
            "v1;date;booking_wish",
            "2026-11-23",
        )


def test_an_answer_without_room_for_an_earlier_one_stays_alone() -> None:
    five = [text_message(str(number)) for number in range(5)]
    assert with_earlier([text_message("a")], five, is_urgent=False) is None
    both = with_earlier([text_message("a")] * 3, five[:4], is_urgent=False)
    assert both is not None
    assert [text_of(message) for message in both] == ["a\n\na\n\na", "0", "1", "2", "3"]
    urgent = with_earlier([text_message("a")], five[:2], is_urgent=True)
    assert urgent is not None
    assert text_of(urgent[0]) == "0"


@pytest.mark.parametrize(
    ("action", "property_"),
    [
        ({"type": "uri", "label": "a", "uri": "javascript:alert(1)"}, "uri"),
        ({"type": "uri", "label": "a", "uri": "tel:050 18"}, "uri"),
        ({"type": "postback", "label": "あ" * 21, "data": "a"}, "label"),
        ({"type": "postback", "label": "a", "data": "a" * 301}, "data"),
        ({"type": "postback", "label": "a", "data": "a", "displayText": ""}, "displayText"),
        (
            {
                "type": "datetimepicker",
                "label": "a",
                "data": "a",
                "mode": "date",
                "min": "2026-01-02",
                "max": "2026-01-01",
            },
            "max",
        ),
        ({"type": "datetimepicker", "label": "a", "data": "a", "mode": "time"}, "mode"),
        ({"type": "camera", "label": "a"}, "type"),
    ],
)
def test_what_line_would_refuse_is_named_by_its_property(action: dict[str, Any], property_: str) -> None:
    assert [problem.partition(":")[0] for problem in action_problems(action, 20)] == [property_]


@pytest.mark.parametrize(
    "messages", [[], [text_message("a")] * 6, [text_message("")], [text_message("あ" * 5001)], [{"type": "bogus"}]]
)
def test_calls_beyond_the_limits_are_refused(messages: list[dict[str, Any]]) -> None:
    assert problems(messages)


def test_choices_are_listed_and_understood() -> None:
    choices = [{"title": "はい", "payload": "a"}, {"title": "やめる", "payload": "b"}]
    assert listed(choices).splitlines() == ["番号でも選べます。", "1. はい", "2. やめる"]
    for text, payload in (("1", "a"), ("２", "b"), ("2番", "b"), ("やめる。", "b"), ("はい!", "a")):
        choice = chosen(text, choices)
        assert choice is not None
        assert choice["payload"] == payload
    for text in ("3", "0", "11", "いいえ", "", "1 2", "①2"):
        assert chosen(text, choices) is None


def everything_said() -> list[tuple[str, list[dict[str, Any]]]]:
    """Every bubble that the channel itself says."""
    profile = current_profile()
    own: dict[str, list[dict[str, Any]]] = {
        "greeting": sentences.greeting(profile, is_back=True),
        "notice": sentences.notice(profile, is_agreed=True),
        "consented": [sentences.consented(profile)],
        "sticker": [sentences.sticker(profile)],
        "late": [sentences.still_working(profile)],
        **{kind: [sentences.media(kind, profile)] for kind in sentences.LABELS},
        **{code: [sentences.refusal(code, profile)] for code in ("too_long", "too_many", "unknown_payload")},
    }
    return list(own.items())


@pytest.mark.parametrize(
    ("name", "bubbles"), everything_said(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_everything_the_channel_says_fits(name: str, bubbles: list[dict[str, Any]]) -> None:
    messages = rendered(bubbles)
    assert problems(messages) == []
    assert _round_trip(ReplyMessageRequest, {"replyToken": "t", "messages": messages}) is None
    assert all(utf16_units(text_of(message)) <= TEXT_UNITS for message in messages)
