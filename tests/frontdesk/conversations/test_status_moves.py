"""The queue of staff: every move by the table, and the second of two learns who was first."""

from __future__ import annotations

import pytest

from frontdesk.conversations import takeover
from frontdesk.conversations.models import Conversation, StatusChange
from frontdesk.conversations.status_moves import MOVES, Event, MoveNotAllowed, StaleVersion, Status, move
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.visitor import Visitor, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def conversation() -> Conversation:
    return Conversation.objects.get()


@pytest.mark.parametrize("event", list(Event))
@pytest.mark.parametrize("status", list(Status))
def test_every_move_is_allowed_or_refused_by_the_table(engine: FakeEngine, event: Event, status: Status) -> None:
    Visitor()
    Conversation.objects.update(status=status)
    origins, target = MOVES[event]
    if status in origins:
        moved = move(conversation().pk, event, by="sato")
        assert (moved.status, moved.version) == (target, 1)
        (change,) = StatusChange.objects.all()
        assert (change.was, change.became, change.by) == (status, target, "sato")
    else:
        with pytest.raises(MoveNotAllowed):
            move(conversation().pk, event, by="sato")
        assert not StatusChange.objects.exists()


def test_the_second_of_two_learns_who_was_first(engine: FakeEngine) -> None:
    Visitor()
    seen = takeover.ask_for_person(conversation().pk).version
    takeover.take_over(conversation().pk, "佐藤", version=seen)
    with pytest.raises(StaleVersion, match="佐藤さんが先に"):
        takeover.take_over(conversation().pk, "鈴木", version=seen)
    assert conversation().assignee == "佐藤"


def test_two_at_once_take_it_over_once(engine: FakeEngine) -> None:
    Visitor()
    found = takeover.ask_for_person(conversation().pk)

    def take(who: str) -> str:
        try:
            return takeover.take_over(found.pk, who, version=found.version).assignee
        except (StaleVersion, MoveNotAllowed):
            return ""

    assert sorted(at_once(lambda: take("佐藤"), lambda: take("鈴木")))[0] == ""
    assert StatusChange.objects.filter(event=Event.TAKEN).count() == 1
