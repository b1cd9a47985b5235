"""Erasure: nothing of the conversation is left, in the table or in the file, and no turn under way brings it back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore, RedisTrackerStore
from rasa.shared.core.domain import Domain

from engine.channel.erasure import erase
from tests.engine.channel.running_engine import WAIT_S, RunningEngine


def test_erasing_leaves_no_event_and_other_conversations_alone(engine: RunningEngine) -> None:
    for conversation in ("leaving", "staying"):
        engine.turn(conversation=conversation, text="こんにちは")
    assert engine.erase("leaving").status == 204
    assert engine.events("leaving") == []
    assert engine.events("staying")


def test_after_erasing_an_old_id_is_a_new_turn(engine: RunningEngine) -> None:
    engine.turn(conversation="starting over", id="1", text="こんにちは")
    engine.erase("starting over")
    answer = engine.turn(conversation="starting over", id="1", text="靴のサイズはどう合わせますか")
    assert answer.body["topic"]["name"] == "shoes/fitting"


def test_erasing_an_unknown_conversation_is_no_error(engine: RunningEngine) -> None:
    assert engine.erase("never-seen").status == 204


def test_erased_words_are_gone_from_the_file(engine: RunningEngine) -> None:
    engine.turn(conversation="secret", text="abracadabra wo oshiete")
    assert b"abracadabra" in _files(engine.database)
    engine.erase("secret")
    assert b"abracadabra" not in _files(engine.database)


def _files(database: Path) -> bytes:
    """The bytes of the database and of its journals."""
    return b"".join(path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*")))


def test_erasing_waits_for_the_turn_under_way(engine: RunningEngine) -> None:
    engine.actions.hold()
    with ThreadPoolExecutor() as clients:
        turn = clients.submit(lambda: engine.turn(conversation="under-way", text="もう一度お願いします"))
        assert engine.actions.called.wait(WAIT_S)
        erasure = clients.submit(lambda: engine.erase("under-way"))
        # Another request that is answered shows that the erasure has arrived and waits.
        assert engine.call("GET", "ready").status == 200
        assert not erasure.done()
        engine.actions.release()
        assert turn.result(WAIT_S).status == 200
        assert erasure.result(WAIT_S).status == 204
    assert engine.events("under-way") == []


def test_an_erasure_that_fails_is_503_without_a_name_in_the_log(
    fresh_engine: RunningEngine, caplog: pytest.LogCaptureFixture
) -> None:
    fresh_engine.agent.tracker_store = InMemoryTrackerStore(Domain.empty())
    answer = fresh_engine.erase("somebody")
    assert answer.status == 503
    assert answer.body["error"]["message"] == "the conversation could not be erased"
    assert "erasure failed: TypeError" in caplog.text
    assert "somebody" not in caplog.text


def test_a_store_that_forgets_anyway_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="conversations in a InMemoryTrackerStore cannot be erased"):
        erase(InMemoryTrackerStore(Domain.empty()), "c")


class Keys(dict[str, str]):
    """What of Redis is needed: keys that can be deleted."""

    def delete(self, key: str) -> None:
        self.pop(key, None)


@pytest.mark.parametrize("prefix", [None, "clinic"])
def test_in_redis_the_key_of_the_conversation_is_deleted(prefix: str | None) -> None:
    store = RedisTrackerStore(Domain.empty(), key_prefix=prefix)
    store.red = Keys({f"{store.key_prefix}c": "events", f"{store.key_prefix}other": "events"})
    erase(store, "c")
    assert list(store.red) == [f"{store.key_prefix}other"]
