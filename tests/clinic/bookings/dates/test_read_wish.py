"""Wishes as people write them: what is read, what is refused and with which days instead (wishes.yml)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from clinic.bookings.dates import WishAmbiguous, read_wish
from clinic.bookings.dates.reading import picked_value
from clinic.bookings.wishes import Wish, WishRefused

TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("wishes.yml").read_text("utf-8"))
TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=TOKYO)


@pytest.mark.parametrize(("text", "label"), TABLE["read"].items(), ids=list(TABLE["read"]))
def test_a_wish_is_read_and_read_back_with_its_weekday(text: str, label: str) -> None:
    assert read_wish(text, NOW).label() == label


@pytest.mark.parametrize(("text", "refusal"), TABLE["refused"].items(), ids=list(TABLE["refused"]))
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_days_to_choose_from(text: str, refusal: list[str]) -> None:
    with pytest.raises(WishRefused) as refused:
        read_wish(text, NOW)
    offered = refused.value.alternatives if isinstance(refused.value, WishAmbiguous) else ()
    assert [type(refused.value).__name__, *(wish.label() for wish in offered)] == refusal
    assert refused.value.message_ja.endswith(("。", "。1つお選びください。", "いつでも", "3日", "午後", "10時30分"))


def test_the_day_is_tokyos_whatever_the_clock_says_elsewhere() -> None:
    evening_in_london = datetime(2026, 11, 18, 16, 30, tzinfo=ZoneInfo("Europe/London"))
    assert read_wish("明日", evening_in_london).label() == "11月20日(金)"


@pytest.mark.parametrize("alternative", ["2026-12-03T14:30", "2026-12-03", "2026-12-03Tafternoon"])
def test_a_pickers_value_is_read_as_it_was_written(alternative: str) -> None:
    assert picked_value(read_wish(alternative, NOW)) == alternative


def test_a_wish_for_any_time_is_no_pickers_value() -> None:
    with pytest.raises(ValueError, match="without a day"):
        picked_value(Wish())
