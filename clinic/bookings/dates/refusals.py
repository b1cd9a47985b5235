"""Wishes that cannot be taken as they stand, each with the sentence that the visitor reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clinic.bookings.wishes import Wish, WishInPast, WishNotUnderstood, WishTooFar, day_label

EXAMPLE = "例: 来週の火曜の午後、12月3日の10時、いつでも"

NOT_READ = f"ご希望の日を読み取れませんでした。{EXAMPLE}"
NEGATED = "すみません、ご都合のよい日を1つ書いてください。例: 来週の火曜の午後"
NO_SUCH_DAY = "{month}月{day}日という日は、暦にありません。もう一度、日にちを書いてください。"
NO_SUCH_TIME = "{hour}時{minute}という時刻は、読み取れませんでした。例: 午後2時、10時30分"
WRONG_WEEKDAY = "{month}月{day}日は{own}曜日で、{weekday}曜日ではありません。どちらをご希望ですか。"
WHICH_DAY = "{words}の、どの日がよいですか。1つお選びください。"
WRITE_DAY = "{words}の、何日がよいですか。例: 12月3日"
PAST = "{day}は、もう過ぎています。明日より先の日を書いてください。"
TODAY = "本日のご予約は、このチャットではお受けできません。お急ぎのときは、お電話でご相談ください。明日より先の日なら、こちらで承ります。"
TOO_FAR = "{day}は、まだお受けできません。{last}までの日を書いてください。"


class WishAmbiguous(WishNotUnderstood):
    """Raised when several days fit; `alternatives` are those to choose from, the likeliest first."""

    def __init__(self, message_ja: str, alternatives: Sequence[Wish]) -> None:
        super().__init__(message_ja)
        self.alternatives = tuple(alternatives)


class WishTooSoon(WishInPast):
    """Raised for today: nobody is promised to look at a request before tomorrow."""


def not_read() -> WishNotUnderstood:
    """Nothing in the text is a day or a time."""
    return WishNotUnderstood(NOT_READ)


def negated() -> WishNotUnderstood:
    """The text says when it is not possible."""
    return WishNotUnderstood(NEGATED)


def no_such_day(month: int, day: int) -> WishNotUnderstood:
    """The calendar has no such day."""
    return WishNotUnderstood(NO_SUCH_DAY.format(month=month, day=day))


def no_such_time(hour: int, minute: int) -> WishNotUnderstood:
    """The clock has no such time."""
    return WishNotUnderstood(NO_SUCH_TIME.format(hour=hour, minute=f"{minute}分" if minute else ""))


def in_past(day: date) -> WishInPast:
    """The day is over."""
    return WishInPast(PAST.format(day=day_label(day)))


def today() -> WishTooSoon:
    """The day is today."""
    return WishTooSoon(TODAY)


def too_far(day: date, last: date, today: date) -> WishTooFar:
    """The day is later than `last`."""
    spoken = [(f"{one.year}年" if one.year != today.year else "") + day_label(one) for one in (day, last)]
    return WishTooFar(TOO_FAR.format(day=spoken[0], last=spoken[1]))
