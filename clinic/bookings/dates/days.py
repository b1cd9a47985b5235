"""The day in a wish: 12月3日, 来週の火曜, 今月末の土曜, 3日後. Plain Python, over one spelling (spelling.py)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clinic.bookings.dates.month_days import day_of, days_of, month_after, nearest, next_weekday
from clinic.bookings.dates.refusals import no_such_day
from clinic.bookings.wishes import WEEKDAYS

_WEEKDAY = r"(?:(?P<weekday>[月火水木金土日])曜日?|\((?P<bracket>[月火水木金土日祝]+)\))"
_FULL = re.compile(
    r"(?:(?:令和|r)(?P<era>\d{1,2})[年./-]|(?P<year>20\d\d)[年./-]|(?P<this>今年|来年)の?)?"
    r"(?P<month>\d{1,2})(?:月の?|[/.])(?P<day>\d{1,2})日?(?!\d|曜|時|:|か月)"
)
_ISO = re.compile(r"(?P<year>20\d\d)-?(?P<month>\d{2})-?(?P<day>\d{2})(?!\d)")
_MONTH = r"(?:(?P<rel>再来月|来月|今月)|(?P<month>\d{1,2})月|(?P<bare>月))"
_OF_MONTH = re.compile(rf"{_MONTH}の?(?P<day>\d{{1,2}})日")
_DAY_ONLY = re.compile(r"(?<![\d月/.])(?P<day>\d{1,2})日(?!後|前|間|以内|曜)")
_AFTER = re.compile(r"(?P<n>\d{1,3})(?P<unit>日|週間?|か月)(?P<way>後|前)")
_END_OF_MONTH = re.compile(rf"{_MONTH}末(?:の?{_WEEKDAY})?")
_NTH = re.compile(rf"(?:{_MONTH}の?)?第(?P<n>[1-5])の?{_WEEKDAY}")
_IN_MONTH = re.compile(rf"{_MONTH}の?(?:(?P<third>頭|半ば|上旬|中旬|下旬)|{_WEEKDAY})?")
_IN_WEEK = re.compile(rf"(?P<week>再来週|来週|今週|先週)(?:の|は|、)?(?:(?P<edge>末|頭|半ば)の?)?(?:{_WEEKDAY})?")
_WEEKS = {"先週": -1, "今週": 0, "来週": 1, "再来週": 2}
_WEEKDAYS_IN_ROW = re.compile(
    r"(?<!\d)(?P<days>[月火水木金土日](?:曜日?)?(?:か|や|と|/|又は|または|もしくは)?[月火水木金土日])曜"
    r"|^(?P<short>[月火水木金土日]{2,3})$"
)
_ONE_SIGN = re.compile(r"^(?P<weekday>[月火水木金土日])(?:が(?:いい|よい)(?:です)?)?$")
_WEEKEND = re.compile(r"(?P<next>今度の|次の)?(?:週末|土日)")
_WORKDAYS = re.compile(r"平日")
_MONTHS = {"今月": 0, "来月": 1, "再来月": 2}
_THIRDS = {"頭": (1, 10), "上旬": (1, 10), "半ば": (11, 20), "中旬": (11, 20), "下旬": (21, 31)}
_SATURDAY = 5
_ERA_BEGIN = 2018  # 令和1年 is 2019


@dataclass(frozen=True)
class Days:
    """The days that the words may mean, the likeliest first, and a weekday that was named beside a date."""

    days: tuple[date, ...]
    words: str
    weekday: int | None = None


def read_days(text: str, today: date) -> Days | None:
    """The days that `text` may mean, past ones too; None if it names none. Raises WishNotUnderstood."""
    for pattern, read in _READERS:
        match = pattern.search(text)
        found = read(match, today) if match else None
        if match and found:
            rest = text[: match.start()] + text[match.end() :]
            return Days(found, match[0], _weekday_in(rest) if len(found) == 1 else None)
    return None


def _weekday_in(text: str) -> int | None:
    match = re.search(_WEEKDAY, text)
    return _weekday(match) if match else None


def _weekday(match: re.Match[str]) -> int | None:
    named = match["weekday"] or (match["bracket"] or "")[:1]
    return WEEKDAYS.index(named) if named and named in WEEKDAYS else None


def _full(match: re.Match[str], today: date) -> tuple[date, ...]:
    month, day = int(match["month"]), int(match["day"])
    if match["era"] or match["year"] or match["this"]:
        given = int(match["year"] or 0) or (_ERA_BEGIN + int(match["era"]) if match["era"] else today.year)
        return (day_of(given + (match["this"] == "来年"), month, day),)
    if month == 2 and day == 29:
        leap = next(year for year in range(today.year, today.year + 9) if calendar.isleap(year))
        return (date(leap, 2, 29),)
    return (nearest(day_of(today.year, month, day), today),)


def _iso(match: re.Match[str], today: date) -> tuple[date, ...]:
    return (day_of(int(match["year"]), int(match["month"]), int(match["day"])),)


def _after(match: re.Match[str], today: date) -> tuple[date, ...]:
    # 明日か明後日 names two days.
    return tuple(dict.fromkeys(_moved(one, today) for one in _AFTER.finditer(match.string)))


def _moved(match: re.Match[str], today: date) -> date:
    number = int(match["n"]) * (1 if match["way"] == "後" else -1)
    if match["unit"] == "か月":
        year, month = month_after(today, number)
        return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
    return today + timedelta(days=number * (1 if match["unit"] == "日" else 7))


def _month_of(match: re.Match[str], today: date) -> tuple[int, int]:
    if match["month"]:
        month = int(match["month"])
        if not 1 <= month <= 12:
            raise no_such_day(month, 1)
        return today.year + (month < today.month), month
    return month_after(today, _MONTHS.get(match["rel"] or "", 0))


def _of_month(match: re.Match[str], today: date) -> tuple[date, ...]:
    year, month = _month_of(match, today)
    return (day_of(year, month, int(match["day"])),)


def _day_only(match: re.Match[str], today: date) -> tuple[date, ...]:
    wanted = int(match["day"])
    for months in range(4):
        year, month = month_after(today, months)
        if wanted <= calendar.monthrange(year, month)[1] and date(year, month, max(wanted, 1)) >= today:
            return (day_of(year, month, wanted),)
    raise no_such_day(today.month, wanted)


def _end_of_month(match: re.Match[str], today: date) -> tuple[date, ...]:
    return (days_of(*_month_of(match, today), _weekday(match))[-1],)


def _nth(match: re.Match[str], today: date) -> tuple[date, ...]:
    year, month = _month_of(match, today)
    days = days_of(year, month, _weekday(match))
    if not (match["month"] or match["rel"]) and days[int(match["n"]) - 1 :][:1] <= [today]:
        year, month = month_after(today, 1)
        days = days_of(year, month, _weekday(match))
    if len(days) < int(match["n"]):
        raise no_such_day(month, 31)
    return (days[int(match["n"]) - 1],)


def _in_month(match: re.Match[str], today: date) -> tuple[date, ...]:
    if match["bare"]:
        return ()
    days = days_of(*_month_of(match, today), _weekday(match))
    begin, end = _THIRDS.get(match["third"] or "", (1, 31))
    return tuple(day for day in days if begin <= day.day <= end)


def _in_week(match: re.Match[str], today: date) -> tuple[date, ...]:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_WEEKS[match["week"]])
    week = [monday + timedelta(days=number) for number in range(7)]
    weekday = _weekday(match)
    if weekday is not None:
        return (week[weekday],)
    edges = {"頭": week[:1], "半ば": week[2:3], "末": week[_SATURDAY:]}
    return tuple(edges.get(match["edge"] or "", week))


def _weekend(match: re.Match[str], today: date) -> tuple[date, ...]:
    return tuple(next_weekday(today, weekday) for weekday in (5, 6))


def _workdays(match: re.Match[str], today: date) -> tuple[date, ...]:
    return tuple(sorted(next_weekday(today, weekday) for weekday in range(5)))


def _several(match: re.Match[str], today: date) -> tuple[date, ...]:
    # In 火曜日か木曜 the 日 is no Sunday.
    named = match["short"] or match["days"][0] + match["days"][-1]
    week = re.search("再来週|来週|今週", match.string)
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_WEEKS[week[0]]) if week else None
    weekdays = [WEEKDAYS.index(sign) for sign in named if sign in WEEKDAYS]
    return tuple(monday + timedelta(days=one) if monday else next_weekday(today, one) for one in weekdays)


def _one_weekday(match: re.Match[str], today: date) -> tuple[date, ...]:
    weekday = _weekday(match)
    return () if weekday is None else (next_weekday(today, weekday),)


def _one_sign(match: re.Match[str], today: date) -> tuple[date, ...]:
    return (next_weekday(today, WEEKDAYS.index(match["weekday"])),)


def _today(match: re.Match[str], today: date) -> tuple[date, ...]:
    return (today,)


# In this order: what says more comes first.
_READERS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, ...]]]] = (
    (_ISO, _iso), (_FULL, _full), (_AFTER, _after), (_NTH, _nth), (_END_OF_MONTH, _end_of_month),
    (_OF_MONTH, _of_month), (_WEEKDAYS_IN_ROW, _several), (_IN_WEEK, _in_week), (_WEEKEND, _weekend), (_WORKDAYS, _workdays),
    (_DAY_ONLY, _day_only), (_IN_MONTH, _in_month), (re.compile(_WEEKDAY), _one_weekday), (_ONE_SIGN, _one_sign),
    (re.compile("今日"), _today),
)  # fmt: skip
