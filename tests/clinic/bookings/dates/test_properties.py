"""What holds for every day and every text: never the wrong weekday, never the past, never another error."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from clinic.bookings.dates import FURTHEST_DAYS, read_wish
from clinic.bookings.wishes import WEEKDAYS, Wish, WishInPast, WishRefused, WishTooFar

TOKYO = ZoneInfo("Asia/Tokyo")
NOWS = st.builds(
    lambda day, hour: datetime(day.year, day.month, day.day, hour, tzinfo=TOKYO),
    st.dates(date(2026, 1, 1), date(2035, 12, 31)), st.integers(0, 23),
)  # fmt: skip
AHEAD = st.integers(1, FURTHEST_DAYS)
PIECES = st.sampled_from(
    [
        *"0123456789月火水木金土日年時分半末/:.-()",
        "来週",
        "今月",
        "曜",
        "午後",
        "第",
        "令和",
        "以外",
        "いつでも",
        "か",
        "十",
        "日後",
    ]
)


def written(day: date) -> list[str]:
    """The day in the ways in which a date is written in full."""
    weekday = WEEKDAYS[day.weekday()]
    return [
        f"{day.month}月{day.day}日", f"{day.month}月{day.day}日({weekday})", f"{day.year}年{day.month}月{day.day}日{weekday}曜日",
        f"{day.month}/{day.day}", f"{day.year}/{day.month}/{day.day}", day.isoformat(), f"{day:%Y%m%d}",
        f"令和{day.year - 2018}年{day.month}月{day.day}日",
    ]  # fmt: skip


@given(NOWS, AHEAD, st.integers(0, 7))
def test_a_day_ahead_is_read_however_it_is_written(now: datetime, ahead: int, form: int) -> None:
    day = now.date() + timedelta(days=ahead)
    assert read_wish(written(day)[form], now) == Wish(day)


@given(NOWS, AHEAD, st.integers(7, 18), st.sampled_from([0, 30]), st.integers(0, 7))
def test_day_and_time_are_read_together(now: datetime, ahead: int, hour: int, minute: int, form: int) -> None:
    day = now.date() + timedelta(days=ahead)
    of_day = f"{hour}時半" if minute else f"{hour}時"
    assert read_wish(f"{written(day)[form]} {of_day}", now) == Wish(day, time(hour, minute))


@given(NOWS, st.integers(1, 50), st.integers(0, 7))
def test_a_day_that_is_over_is_refused(now: datetime, ago: int, form: int) -> None:
    try:
        read_wish(written(now.date() - timedelta(days=ago))[form], now)
    except WishInPast:
        return
    raise AssertionError("a day in the past was taken")


@given(NOWS, st.integers(FURTHEST_DAYS + 1, 300))
def test_a_day_too_far_ahead_is_refused(now: datetime, ahead: int) -> None:
    try:
        read_wish((now.date() + timedelta(days=ahead)).isoformat(), now)
    except WishTooFar:
        return
    raise AssertionError("a day too far ahead was taken")


@given(
    NOWS,
    st.integers(0, 6),
    st.sampled_from(["来週の{}曜", "再来週の{}曜日", "今度の{}曜", "{}曜日", "次の{}曜日の午後"]),
)
def test_a_weekday_is_never_another_one_and_always_ahead(now: datetime, weekday: int, form: str) -> None:
    wish = read_wish(form.format(WEEKDAYS[weekday]), now)
    assert wish.day is not None
    assert wish.day.weekday() == weekday
    assert 1 <= (wish.day - now.date()).days <= 21


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60), NOWS)
def test_whatever_is_written_gives_a_possible_wish_or_a_sentence(text: str, now: datetime) -> None:
    try:
        wish = read_wish(text, now)
    except WishRefused:
        return
    assert wish.day is None or 1 <= (wish.day - now.date()).days <= FURTHEST_DAYS
    assert Wish.from_json(wish.to_json()) == wish
