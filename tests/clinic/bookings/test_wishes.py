"""A wish is read back with its weekday and survives a slot."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.bookings.wishes import PARTS, Wish

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("wish", "label"),
    [
        (Wish(), "いつでも"),
        (Wish(part="morning"), "いつでも(午前)"),
        (Wish(at=time(15)), "いつでも(15時ごろ)"),
        (Wish(day=TUESDAY), "11月24日(火)"),
        (Wish(day=TUESDAY, part="afternoon"), "11月24日(火)の午後"),
        (Wish(day=TUESDAY, part="evening"), "11月24日(火)の夕方"),
        (Wish(day=date(2026, 12, 1), at=time(10)), "12月1日(火)の10時ごろ"),
        (Wish(day=date(2026, 12, 6), at=time(10, 30)), "12月6日(日)の10時30分ごろ"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wish_is_read_back(wish: Wish, label: str) -> None:
    assert wish.label() == label


@given(
    st.builds(
        Wish,
        day=st.none() | st.dates(),
        at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        part=st.sampled_from(sorted(PARTS)),
    )
)
def test_a_wish_survives_a_slot(wish: Wish) -> None:
    assert Wish.from_json(wish.to_json()) == wish


@pytest.mark.parametrize(
    "content",
    [{"day": "morgen"}, {"at": "25:00"}, {"part": "night"}, {"day": 5}, {"day": "2026-02-30"}],
    ids=str,
)
def test_what_is_no_wish_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Wish.from_json(content)
