"""Name, phone and mail of a booking stand encrypted in its row, and nowhere else once the form has ended."""

from __future__ import annotations

from collections.abc import Callable

from tests.conversations.bookings.rows import bookings_of, slots_of
from tests.conversations.system import RunningSystem
from tests.conversations.visitor import Visitor

NAME, PHONE, MAIL = "勘解由小路", "090-8765-4399", "kadenokoji.canary@example.jp"


def test_no_value_of_a_booking_is_in_any_log_or_readable_in_the_database(
    system: RunningSystem, visitor: Visitor
) -> None:
    for text in ["予約したい", NAME, PHONE, "いつでも", "膝の相談", "はい", "はい", MAIL]:
        said = visitor.ask(text).said
    assert "これで終わりです" in said
    assert slots_of(system, visitor.conversation) == {}
    planted = [NAME, PHONE, PHONE.replace("-", ""), MAIL, "kadenokoji"]
    for path in [*system.logs, *system.folder.glob("frontdesk.sqlite3*")]:
        content = path.read_bytes()
        assert [value for value in planted if value.encode() in content] == [], path.name


def test_two_visitors_book_at_the_same_time_and_each_gets_an_own_booking(
    system: RunningSystem, visitor: Visitor, new_visitor: Callable[[], Visitor]
) -> None:
    other = new_visitor()
    for mine, theirs in [
        ("予約したい", "予約したい"), ("菅原", "工藤"), ("09012345682", "09012345683"), ("いつでも", "明後日の午後"),
        ("膝の相談", "なし"), ("はい", "足首の相談"), ("はい", "はい"), ("いりません", "はい"),
    ]:  # fmt: skip
        visitor.ask(mine)
        other.ask(theirs)
    (first,) = bookings_of(system, visitor.conversation)
    (second,) = bookings_of(system, other.conversation)
    assert (first["name"], first["phone"]) == ("菅原", "090-1234-5682")
    assert (second["name"], second["phone"]) == ("工藤", "090-1234-5683")
    assert first["reference"] != second["reference"]
