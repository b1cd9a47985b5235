"""What is said on a red flag: one bubble of at most five lines, numbers as links, nothing offered."""

from __future__ import annotations

import re

import pytest

from engine.redflags.combination import TIERS
from engine.redflags.detector import RULES, RedFlag
from engine.redflags.messages import bubbles, list_bubble

NOT_IN_AN_EMERGENCY = re.compile(r"BME|PRP|幹細胞|再生(医療|療法)|衝撃波|カウンセリング|予約|[0-9万千]円")
FLAGS = [RedFlag(tier, rule, ()) for rule in RULES for tier in TIERS]


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: f"{flag.rule}-{flag.tier}")
def test_every_flag_has_one_short_bubble_with_a_number_to_call(flag: RedFlag) -> None:
    (bubble,) = bubbles(flag)
    lines = bubble["text"].split("\n")
    assert len(lines) <= 5
    assert all(lines)
    assert "{" not in bubble["text"]
    assert any(link["href"] == "tel:119" for link in bubble["links"])
    assert "quick_replies" not in bubble
    assert not NOT_IN_AN_EMERGENCY.search(bubble["text"])


def test_a_crisis_has_its_own_words_and_help_lines() -> None:
    (bubble,) = bubbles(RedFlag("119", "R16", ()))
    assert bubble["urgency"] == "crisis"
    assert [link["href"] for link in bubble["links"]] == ["tel:0120279338", "tel:0570064556", "tel:119"]


def test_a_child_is_sent_to_8000_when_in_doubt() -> None:
    (bubble,) = bubbles(RedFlag("today", "R13", ()))
    assert "#8000" in bubble["text"]
    assert "#7119" not in bubble["text"]
    assert bubble["links"][0]["href"] == "tel:%238000"


def test_the_list_judges_nobody() -> None:
    assert "診断はできません" in list_bubble()["text"]
    assert "urgency" not in list_bubble()
