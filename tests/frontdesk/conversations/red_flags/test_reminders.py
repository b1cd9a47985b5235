"""The reminders are the signed sentences; in a crisis the help lines are those that the clinic has confirmed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from clinic.profile import Profile, parse_profile
from frontdesk.conversations.red_flags.active import TIERS, ActiveFlag
from frontdesk.conversations.red_flags.reminders import help_lines, reminder, with_own_lines

T_CRISIS: dict[str, Any] = {
    "text": "つらいお気持ちを書いてくださり、ありがとうございます。\n今すぐ119番へ。\n"
    "よりそいホットライン 0120-279-338(24時間・無料)\n"
    "こころの健康相談統一ダイヤル 0570-064-556(時間は地域により異なります)\n"
    "このチャットでは相談をお受けできません。",
    "urgency": "crisis",
    "links": [{"title": "よりそい", "href": "tel:0120279338"}, {"title": "119番へ電話する", "href": "tel:119"}],
}
LINE = {"name": "県の窓口", "phone": "0120-000-111", "hours": "9〜21時"}


def profile(*lines: dict[str, str]) -> Profile:
    return parse_profile({"clinic": {"phone": "050-1869-7918"}, "safety": {"crisis_lines": list(lines)}})


@pytest.mark.parametrize("tier", TIERS)
def test_every_tier_has_its_reminder_with_numbers_as_links(tier: str) -> None:
    bubble = reminder(ActiveFlag("R1", tier, datetime.now(UTC)), profile())
    assert bubble["urgency"] == tier
    assert "119" in bubble["text"]
    assert "tel:119" in [link["href"] for link in bubble["links"]]


def test_the_help_lines_of_the_signed_text_are_public_numbers() -> None:
    assert help_lines() == ("0120279338", "0570064556")


def test_confirmed_help_lines_take_the_place_of_the_printed_ones() -> None:
    shown = with_own_lines(T_CRISIS, profile(LINE))
    assert shown["text"].split("\n")[2:] == [
        "県の窓口 0120-000-111(9〜21時)",
        "このチャットでは相談をお受けできません。",
    ]
    assert [link["href"] for link in shown["links"]] == ["tel:0120000111", "tel:119"]


def test_many_help_lines_do_not_lengthen_the_message() -> None:
    shown = with_own_lines(T_CRISIS, profile(LINE, {**LINE, "name": "市の窓口"}, {**LINE, "name": "町の窓口"}))
    assert len(shown["text"].split("\n")) == 5
    assert len(shown["links"]) == 4


def test_while_none_is_confirmed_the_signed_text_stands() -> None:
    assert with_own_lines(T_CRISIS, profile()) == T_CRISIS


def test_no_other_bubble_is_changed() -> None:
    bubble = {"text": "お電話 0120-279-338", "urgency": "119", "links": []}
    assert with_own_lines(bubble, profile(LINE)) == bubble


def test_the_crisis_reminder_names_the_confirmed_lines_too() -> None:
    bubble = reminder(ActiveFlag("R16", "crisis", datetime.now(UTC)), profile(LINE))
    assert [link["title"] for link in bubble["links"]] == ["県の窓口 0120-000-111", "119番へ電話する"]
