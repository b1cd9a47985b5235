"""What the clinic has filled in is shown; what it has not becomes U1; a mark never reaches a patient."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from clinic.placeholders import UnknownPlaceholder, fill, fill_bubbles, unknown_keys
from clinic.profile import Profile, parse_profile

PHONE_LINK = {"title": "電話する(050-1869-7918)", "href": "tel:05018697918"}


def profile(**sections: Any) -> Profile:
    clinic = {"phone": "050-1869-7918", "phone_say": "ブログを見て膝の相談をしたい", **sections.pop("clinic", {})}
    return parse_profile({"clinic": clinic, **sections})


def unknown(items: str) -> str:
    return f"申し訳ありません。このご案内には{items}の情報がありません。お電話(050-1869-7918)でご確認ください。"


def texts(bubbles: list[dict[str, Any]], of: Profile) -> list[str]:
    return [bubble["text"] for bubble in fill_bubbles(bubbles, of)]


def test_a_filled_key_is_shown_as_the_clinic_wrote_it() -> None:
    assert texts([{"text": "診療時間は[[clinic.hours]]です。"}], profile(clinic={"hours": "9:00〜18:00"})) == [
        "診療時間は9:00〜18:00です。"
    ]


def test_a_link_is_filled_in_title_and_address() -> None:
    bubble: dict[str, Any] = {
        "text": "お電話ください。",
        "links": [{"title": "電話する([[clinic.phone]])", "href": "[[clinic.tel]]"}],
    }
    assert fill_bubbles([bubble], profile())[0]["links"] == [PHONE_LINK]


def test_a_yes_or_no_and_a_day_are_shown_in_words() -> None:
    filled = profile(treatments={"prp": {"offered": False, "checked_on": date(2026, 11, 2)}})
    text = "PRP療法は[[treatments.prp.offered]](確認日 [[treatments.prp.checked_on]])。"
    assert texts([{"text": text}], filled) == ["PRP療法は当院では行っていません(確認日 2026年11月2日)。"]


def test_an_empty_key_turns_its_bubble_into_u1_with_the_phone_as_a_link() -> None:
    bubble = {"text": "診療時間は[[clinic.hours]]です。", "source": "x", "image": {"src": "/a.svg", "alt": "a"}}
    (shown,) = fill_bubbles([bubble], profile())
    assert shown["text"] == unknown("診療時間")
    assert shown["links"] == [PHONE_LINK]
    assert shown["source"] is None
    assert shown["image"] is None


def test_several_unknown_bubbles_become_one_u1_at_the_place_of_the_first() -> None:
    bubbles = [
        {"text": "ご案内します。"},
        {"text": "時間は[[clinic.hours]]、休診は[[clinic.closed_days]]です。"},
        {"text": "お気をつけて。"},
        {"text": "場所は[[clinic.address]]、時間は[[clinic.hours]]です。"},
    ]
    assert texts(bubbles, profile()) == ["ご案内します。", unknown("診療時間・休診日・住所"), "お気をつけて。"]


def test_what_a_merged_bubble_offered_stands_under_the_last_bubble_once() -> None:
    reply = {"title": "電話番号", "payload": "v1;topic;clinic/phone"}
    bubbles: list[dict[str, Any]] = [
        {"text": "[[clinic.hours]]", "quick_replies": [reply]},
        {"text": "なか"},
        {"text": "[[clinic.address]]", "quick_replies": [reply], "links": [PHONE_LINK]},
    ]
    shown = fill_bubbles(bubbles, profile())
    assert [bubble["quick_replies"] for bubble in shown] == [[reply], [reply]]
    assert [bubble["links"] for bubble in shown] == [[], [PHONE_LINK]]


def test_u1_does_not_repeat_a_phone_link_of_the_reply() -> None:
    shown = fill_bubbles([{"text": "[[clinic.hours]]"}, {"text": "お電話へ。", "links": [PHONE_LINK]}], profile())
    assert [bubble["links"] for bubble in shown] == [[], [PHONE_LINK]]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(None, "お電話ください。", id="empty"),
        pytest.param("9:00〜18:00", "お電話ください。\n受付: 9:00〜18:00", id="filled"),
    ],
)
def test_an_optional_line_is_shown_only_when_filled(hours: str | None, expected: str) -> None:
    bubble = {"text": "お電話ください。\n[[?]]受付: [[clinic.phone_hours]]"}
    assert texts([bubble], profile(clinic={"phone_hours": hours})) == [expected]


def test_an_optional_line_without_a_key_is_shown_without_its_mark() -> None:
    assert texts([{"text": "[[?]] いつでもどうぞ。"}], profile()) == ["いつでもどうぞ。"]


def test_a_bubble_of_optional_lines_alone_disappears_and_leaves_its_quick_replies() -> None:
    reply = {"title": "電話番号", "payload": "v1;topic;clinic/phone"}
    bubbles: list[dict[str, Any]] = [
        {"text": "a"},
        {"text": "[[?]][[clinic.parking]]\n[[?]][[clinic.access]]", "quick_replies": [reply]},
    ]
    assert fill_bubbles(bubbles, profile()) == [{"text": "a", "links": [], "quick_replies": [reply]}]


def test_an_unknown_cell_turns_the_bubble_with_its_table_into_u1() -> None:
    table = {"caption": "比較", "columns": ["治療", "回数"], "rows": [["BME", "[[treatments.bme.sessions]]"]]}
    (shown,) = fill_bubbles([{"text": "表です。", "table": table}], profile())
    assert shown["text"] == unknown("BME再生療法の回数")
    assert shown["table"] is None


def test_a_table_is_filled_and_its_optional_rows_follow_the_rule_of_lines() -> None:
    table = {
        "caption": "[[clinic.name]]の案内",
        "columns": ["項目", "内容"],
        "rows": [
            ["電話", "[[clinic.phone]]"],
            ["[[?]]駐車場", "[[clinic.parking]]"],
            ["[[?]]時間", "[[clinic.hours]]"],
        ],
    }
    filled = profile(clinic={"name": "ひざ医院", "hours": "9:00〜18:00"})
    (shown,) = fill_bubbles([{"text": "", "table": table}], filled)
    assert shown["table"] == {
        "caption": "ひざ医院の案内",
        "columns": ["項目", "内容"],
        "rows": [["電話", "050-1869-7918"], ["時間", "9:00〜18:00"]],
    }


def test_a_link_to_an_empty_key_is_left_out() -> None:
    bubble = {"text": "ご覧ください。", "links": [{"title": "方針", "href": "[[privacy.policy_url]]"}]}
    assert fill_bubbles([bubble], profile())[0]["links"] == []


@pytest.mark.parametrize("price", ["14万3千円", "143,000円", "30〜50万円", "１４３０００円", "数十万円"])
def test_hidden_prices_become_u1_for_the_costs(price: str) -> None:
    bubbles = [{"text": f"費用は{price}です。"}, {"text": "詳しくは診察で。"}]
    assert texts(bubbles, profile(treatments={"show_prices": False})) == [unknown("治療の費用"), "詳しくは診察で。"]
    assert texts(bubbles, profile()) == [f"費用は{price}です。", "詳しくは診察で。"]


def test_hidden_prices_hide_tables_filled_in_prices_and_optional_lines_too() -> None:
    hidden = profile(treatments={"show_prices": False, "bme": {"price_incl_tax": "税込み十四万三千"}})
    table = {"caption": "", "columns": ["治療", "費用"], "rows": [["PRP", "30〜50万円"]]}
    assert texts([{"text": "表です。", "table": table}], hidden) == [unknown("治療の費用")]
    assert texts([{"text": "[[treatments.bme.price_incl_tax]]"}], hidden) == [unknown("治療の費用")]
    assert texts([{"text": "ご案内します。\n[[?]]費用は14万3千円です。"}], hidden) == ["ご案内します。"]


def test_a_number_of_steps_is_no_price() -> None:
    assert texts([{"text": "1日3回、各30秒です。"}], profile(treatments={"show_prices": False})) == [
        "1日3回、各30秒です。"
    ]


def test_a_reply_that_says_nothing_else_is_known_as_such() -> None:
    assert fill([{"text": "[[clinic.hours]]"}, {"text": "[[clinic.address]]"}], profile()).says_nothing_else
    assert not fill([{"text": "[[clinic.hours]]"}, {"text": "ほかに"}], profile()).says_nothing_else
    assert not fill([{"text": "ほかに"}], profile()).says_nothing_else


@pytest.mark.parametrize("text", ["[[clinic.fax]]", "[[]]", "[[safety.signed_by]]", "[[clinic.hours ]]"])
def test_a_key_that_patients_may_not_read_is_an_error(text: str) -> None:
    with pytest.raises(UnknownPlaceholder, match=r"clinic\.yml"):
        fill_bubbles([{"text": text}], profile())
    assert unknown_keys(text)


@pytest.mark.parametrize("text", ["[[clinic.hours", "clinic.hours]]", "[[clinic.[[hours]]"])
def test_a_broken_mark_is_found(text: str) -> None:
    assert unknown_keys(text)


def test_a_sound_text_has_no_unknown_keys() -> None:
    assert unknown_keys("[[?]]受付: [[clinic.hours]] [[treatments.bme.risks]]") == []


def test_the_engines_bubbles_are_not_changed_in_place() -> None:
    bubble: dict[str, Any] = {"text": "[[clinic.phone]]", "links": [{"title": "a", "href": "[[clinic.tel]]"}]}
    fill_bubbles([bubble], profile())
    assert bubble == {"text": "[[clinic.phone]]", "links": [{"title": "a", "href": "[[clinic.tel]]"}]}


def test_what_a_bubble_has_besides_is_kept() -> None:
    bubble = {"text": "a", "urgency": "119", "source": "見出し", "picker": {"kind": "date", "min": "a", "max": "b"}}
    assert fill_bubbles([bubble], profile()) == [{**bubble, "links": [], "quick_replies": []}]


def test_no_bubbles_stay_none() -> None:
    assert fill_bubbles([], profile()) == []


def test_a_text_names_the_days_for_which_texts_are_kept() -> None:
    text = "[[privacy.retention_days]]日間記録します。控えからは[[privacy.backup_days]]日以内に消えます。"
    assert texts([{"text": text}], profile().with_days(30, 7)) == ["30日間記録します。控えからは7日以内に消えます。"]
