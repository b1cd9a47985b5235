"""A visitor of the running system: speaks the chat API as a browser does."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from data_checks.answers import folded, spoken

# Longer than the front desk itself takes to give up.
WAIT_S = 15.0


@dataclass(frozen=True)
class Reply:
    """The messages that answered one message of the visitor."""

    messages: list[dict[str, Any]]

    @property
    def said(self) -> str:
        """The bubbles and tables in one text, in the form that markers are written for (NFKC)."""
        return "\n".join(spoken({"text": "", **message}) for message in self.messages)

    @property
    def quick_replies(self) -> dict[str, str]:
        """The payloads of the buttons by their titles."""
        return {
            folded(reply["title"]): reply["payload"]
            for message in self.messages
            for reply in message.get("quick_replies", ())
        }

    @property
    def links(self) -> list[str]:
        """Where the links lead."""
        return [link["href"] for message in self.messages for link in message.get("links", ())]


class Visitor:
    """One session: its token goes along with every request."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        session = http.post("/api/chat/session").raise_for_status().json()
        self.opening = Reply(session["messages"])
        self.conversation = _conversation_of(session["token"])
        self.headers = {"Authorization": f"Bearer {session['token']}"}

    def ask(self, text: str) -> Reply:
        """The reply to a typed text."""
        return reply_in(self.send({"id": str(uuid.uuid4()), "text": text}))

    def tap(self, payload: str) -> Reply:
        """The reply to a quick reply."""
        return reply_in(self.send({"id": str(uuid.uuid4()), "payload": payload}))

    def send(self, body: object) -> httpx.Response:
        """The response to any body."""
        return self.http.post("/api/chat/messages", headers=self.headers, json=body)

    def history(self) -> list[dict[str, Any]]:
        """Everything that was said, the opening included."""
        answer = self.http.get("/api/chat/messages", headers=self.headers).raise_for_status()
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def erase(self) -> httpx.Response:
        """The response to 「この会話を消す」."""
        return self.http.delete("/api/chat/session", headers=self.headers)


def _conversation_of(token: str) -> str:
    """The conversation's id in hexadecimal; a signed token is readable."""
    encoded = token.split(":")[0]
    conversation: str = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    return conversation


def reply_in(response: httpx.Response) -> Reply:
    """The reply in a good response; silence is none."""
    assert response.status_code == httpx.codes.OK, response.text
    reply = Reply(response.json()["messages"])
    assert reply.messages
    assert reply.said.strip()
    return reply


def browser(url: str) -> httpx.Client:
    """An HTTP client for the chat API at this address."""
    # trust_env would send even calls on loopback through the machine's proxy.
    return httpx.Client(base_url=url, timeout=WAIT_S, trust_env=False)
