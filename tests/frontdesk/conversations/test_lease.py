"""One message of a conversation at a time; whoever dies holding it is overtaken."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from frontdesk.conversations.lease import ConversationBusy, ConversationGone, leased
from frontdesk.conversations.models import Conversation
from tests.frontdesk.visitor import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_held_conversation_is_busy_and_free_again_afterwards() -> None:
    conversation = Conversation.objects.create()
    with leased(conversation.pk), pytest.raises(ConversationBusy), leased(conversation.pk, wait_s=0):
        pass
    with leased(conversation.pk, wait_s=0):
        pass


def test_two_conversations_do_not_wait_for_each_other() -> None:
    one, other = Conversation.objects.create(), Conversation.objects.create()
    with leased(one.pk, wait_s=0), leased(other.pk, wait_s=0):
        pass


def test_a_conversation_that_is_not_there_cannot_be_held() -> None:
    with pytest.raises(ConversationGone), leased(uuid.uuid4()):
        pass


def test_an_error_gives_the_conversation_back() -> None:
    conversation = Conversation.objects.create()
    with pytest.raises(RuntimeError), leased(conversation.pk):
        raise RuntimeError
    with leased(conversation.pk, wait_s=0):
        pass


def test_the_lease_of_a_dead_process_ends_by_itself() -> None:
    past = timezone.now() - timedelta(seconds=1)
    conversation = Conversation.objects.create(lease_owner=uuid.uuid4(), lease_until=past)
    with leased(conversation.pk, wait_s=0) as owner:
        conversation.refresh_from_db()
        assert conversation.lease_owner == owner


def test_an_overtaken_owner_does_not_give_away_its_successors_lease() -> None:
    conversation = Conversation.objects.create()
    with leased(conversation.pk):
        Conversation.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        successor = leased(conversation.pk, wait_s=0)
        owner = successor.__enter__()
    conversation.refresh_from_db()
    assert conversation.lease_owner == owner
    successor.__exit__(None, None, None)


def test_of_many_that_come_at_once_one_holds_it_and_each_has_its_turn() -> None:
    conversation = Conversation.objects.create()
    inside = threading.Semaphore(1)

    def hold() -> bool:
        with leased(conversation.pk, wait_s=20):
            is_alone = inside.acquire(blocking=False)
            if is_alone:
                inside.release()
            return is_alone

    assert at_once(*[hold] * 6) == [True] * 6
