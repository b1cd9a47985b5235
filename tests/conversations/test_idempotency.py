"""The same id is the same message: it gets the same answer, and nothing runs twice."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from tests.conversations.record import turns_with_id
from tests.conversations.system import RunningSystem
from tests.conversations.visitor import Visitor, reply_in


def test_the_same_id_again_gives_the_same_answer_and_one_turn(system: RunningSystem, visitor: Visitor) -> None:
    body = {"id": str(uuid.uuid4()), "text": "靴の選び方"}
    first, second = (reply_in(visitor.send(body)) for _ in range(2))
    assert first == second
    assert len(turns_with_id(system, body["id"])) == 1
    assert [message["from"] for message in visitor.history()].count("user") == 1


def test_the_same_id_with_another_text_is_still_the_first_message(visitor: Visitor) -> None:
    message_id = str(uuid.uuid4())
    first = reply_in(visitor.send({"id": message_id, "text": "靴の選び方"}))
    assert reply_in(visitor.send({"id": message_id, "text": "PRP療法"})) == first


def test_the_same_id_twice_at_once_is_one_turn(system: RunningSystem, visitor: Visitor) -> None:
    """The second may be told to wait; it is never answered differently."""
    body = {"id": str(uuid.uuid4()), "text": "膝にやさしい歩き方"}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: visitor.send(body), range(4)))
    good = [reply_in(answer) for answer in answers if answer.status_code == 200]
    assert {answer.status_code for answer in answers} <= {200, 429}
    assert good
    assert all(reply == good[0] for reply in good)
    assert len(turns_with_id(system, body["id"])) == 1


def test_a_new_id_with_the_same_text_is_a_new_turn(visitor: Visitor) -> None:
    first, second = visitor.ask("靴の選び方"), visitor.ask("靴の選び方")
    assert first.said == second.said
    assert first.messages[0]["id"] != second.messages[0]["id"]
