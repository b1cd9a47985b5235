"""What a visitor writes is in no log, names and numbers are in no database, and what is erased is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.conversations.system import RunningSystem
from tests.conversations.visitor import Visitor

# In no text of ours, and not what any mask takes for a personal value.
CANARY = "さんしょううおカナリア"
NAME = "鵜飼薫子"
NUMBER = "090-5555-0173"
MAIL = "ukai.kaoruko@mail.example"
ADDRESS = "鴻巣市架空町3丁目1番7号"


def files_with(folder: Path, text: str) -> list[str]:
    """The files below the folder that hold the text, as it is or escaped as in JSON."""
    forms = [text.encode(), json.dumps(text).strip('"').encode(), text.encode("utf-16-le")]
    return [
        file.relative_to(folder).as_posix()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and any(form in file.read_bytes() for form in forms)
    ]


def databases(system: RunningSystem) -> list[str]:
    return [file.name for file in system.folder.glob("*.sqlite3*")]


def test_no_log_holds_what_a_visitor_wrote_whatever_went_wrong(system: RunningSystem, visitor: Visitor) -> None:
    visitor.ask(f"膝が痛い{CANARY}")
    visitor.ask("もう一度言ってください")
    visitor.send({"id": "no uuid", "text": CANARY})
    visitor.send({"id": "6f1d9a3e-1111-4222-8333-000000000001", "text": CANARY * 100})
    visitor.send({"id": "6f1d9a3e-1111-4222-8333-000000000002", "payload": f"v1;topic;{CANARY}"})
    visitor.http.post("/api/chat/messages", headers=visitor.headers, content=f'{{"text": "{CANARY}'.encode())
    with system.hanging("engine"):
        visitor.ask(CANARY)
    with system.without("actions"):
        visitor.ask(f"膝が痛い{CANARY}")
    found = set(files_with(system.folder, CANARY))
    assert found - set(databases(system)) == set()
    assert found, "the canary is not even in the record: the test looks in the wrong place"


@pytest.mark.parametrize(
    ("text", "secret", "mask"),
    [
        pytest.param(f"膝が痛いです。電話は{NUMBER}です", NUMBER, "〔電話〕", id="a phone number"),
        pytest.param(f"{NAME}と申します。靴の選び方を教えて", NAME, "〔氏名〕", id="a name"),
        pytest.param(f"{ADDRESS}に住んでいます。予約したい", ADDRESS, "〔住所〕", id="an address"),
        pytest.param(f"返事は{MAIL} へ", MAIL, "〔メール〕", id="an e-mail address"),
    ],
)
def test_no_database_and_no_log_holds_a_personal_value(
    system: RunningSystem, visitor: Visitor, text: str, secret: str, mask: str
) -> None:
    visitor.ask(text)
    assert any(mask in message.get("text", "") for message in visitor.history())
    assert files_with(system.folder, secret) == []


def erase_by_button(visitor: Visitor) -> None:
    """As the page's button does it."""
    assert visitor.erase().status_code == httpx.codes.NO_CONTENT


def erase_by_words(visitor: Visitor) -> None:
    """As on LINE, where there is no button: asked for, and confirmed."""
    assert "よろしいですか" in visitor.ask("履歴を削除").said
    assert "削除しました" in visitor.ask("はい").said


@pytest.mark.parametrize("erase", [erase_by_button, erase_by_words])
def test_an_erased_conversation_is_gone_from_every_file(
    system: RunningSystem, visitor: Visitor, erase: Callable[[Visitor], None]
) -> None:
    words = f"けしてほしいオオサンショウウオ{erase.__name__}"
    visitor.ask(f"{words}の靴の選び方")
    assert files_with(system.folder, words)
    erase(visitor)
    assert files_with(system.folder, words) == []
    assert visitor.http.get("/api/chat/messages", headers=visitor.headers).status_code == httpx.codes.UNAUTHORIZED
