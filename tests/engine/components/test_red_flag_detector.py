"""The rules decide; a classifier's suspicion adds to them and takes nothing back."""

from __future__ import annotations

from typing import Any

import pytest

from engine.components.red_flag_detector import with_red_flag
from engine.redflags.detector import assess

ORDINARY = "靴のサイズはどう選びますか"


def flagged(text: str, **parsed: Any) -> dict[str, str] | None:
    flag: dict[str, str] | None = with_red_flag(parsed, assess(text)).get("red_flag")
    return flag


def test_without_rule_and_suspicion_there_is_no_flag() -> None:
    assert flagged(ORDINARY) is None


@pytest.mark.parametrize("tier", ["119", "today"])
def test_a_suspicion_alone_is_a_flag_without_a_rule(tier: str) -> None:
    assert flagged(ORDINARY, urgency=tier) == {"tier": tier, "rule": "CLF"}


def test_the_topic_red_flag_alone_is_a_suspicion_of_today() -> None:
    assert flagged(ORDINARY, intent={"name": "red_flag"}) == {"tier": "today", "rule": "CLF"}


def test_a_suspected_crisis_gets_the_words_for_a_crisis() -> None:
    assert flagged(ORDINARY, urgency="crisis") == {"tier": "119", "rule": "R16"}


def test_a_rule_is_not_lowered_by_a_suspicion() -> None:
    assert flagged("急に息が苦しい", urgency="today") == {"tier": "119", "rule": "R1"}


def test_soon_becomes_today_where_119_is_feared() -> None:
    alone = flagged("膝が急に伸びなくなって動かない")
    assert alone == {"tier": "soon", "rule": "R7"}
    assert flagged("膝が急に伸びなくなって動かない", urgency="119") == {"tier": "today", "rule": "R7"}


def test_what_the_rules_have_cancelled_is_not_suspected_again() -> None:
    assert flagged("血栓とは何ですか", urgency="today") is None
