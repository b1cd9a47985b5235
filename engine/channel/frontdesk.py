"""Rasa's input channel `frontdesk`: one request a turn, answered with the reply and what was understood."""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
import time
import weakref
from dataclasses import dataclass
from typing import Any, Awaitable, Callable

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.events import Event, UserUttered
from sanic import Blueprint, Sanic, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from engine.channel import startup
from engine.channel.payloads import PayloadInvalid, parse_payload, payload_parse_data
from engine.channel.replies import actions_of, bubbles_of, events_of_turn

logger = logging.getLogger(__name__)

OnMessage = Callable[[UserMessage], Awaitable[Any]]

# Longest text that is looked at; the front desk stops at 500 characters.
MAX_TEXT = 2000


class TurnInvalid(ValueError):
    """Raise for a request the front desk should not have sent; answered with 400 and this sentence."""


@dataclass(frozen=True)
class TurnRequest:
    """One utterance of one conversation: typed text or the payload of a tapped button."""

    conversation: str
    id: str
    text: str
    payload: str | None
    mode: str

    @classmethod
    def parse(cls, body: Any) -> TurnRequest:
        """The request in a JSON body; raises `TurnInvalid` naming the field that is wrong."""
        if not isinstance(body, dict):
            raise TurnInvalid("body: not a JSON object")
        for key in ("conversation", "id"):
            if not isinstance(body.get(key), str) or not 0 < len(body[key]) <= 200:
                raise TurnInvalid(f"{key}: not a text of 1 to 200 characters")
        payload, text = body.get("payload"), body.get("text")
        if (payload is None) == (text is None) or not isinstance(payload if text is None else text, str):
            raise TurnInvalid("text, payload: give exactly one of them, as a text")
        # `/` begins a command for any intent of Rasa; nobody may type one.
        typed = (text or "").strip().lstrip("/").strip()[:MAX_TEXT]
        if payload is None and not typed:
            raise TurnInvalid("text: is blank")
        mode = body.get("mode", "bot")
        if mode not in {"bot", "human"}:
            raise TurnInvalid("mode: neither bot nor human")
        return cls(body["conversation"], body["id"], typed or str(payload), payload, mode)


class FrontdeskOutput(OutputChannel):
    """Says nothing by itself: the reply is read from the tracker, where a repeated request finds it again."""

    @classmethod
    def name(cls) -> str:
        """The name responses would be bound to; ours are bound to no channel."""
        return "frontdesk"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Leaves the message to the tracker."""


class FrontdeskInput(InputChannel):
    """`POST turn`, `DELETE conversations/<id>`, `GET ready`, each with the shared secret as bearer token."""

    def __init__(self) -> None:
        """A channel with no conversation under way."""
        # A repeated request waits for the first and then finds its answer.
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    @classmethod
    def name(cls) -> str:
        """Part of the address: /webhooks/frontdesk/."""
        return "frontdesk"

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The routes, and the checks that run before the first request."""
        routes = Blueprint("frontdesk_channel", __name__)

        @routes.listener("after_server_start")
        async def refuse_or_warm_up(app: Sanic, _: Any) -> None:
            startup.check(app.ctx.agent)
            # The first parse loads dictionary and vectors; no visitor should wait for it.
            await app.ctx.agent.parse_message("膝が痛い")

        @routes.middleware("request")
        async def require_secret(request: Request) -> HTTPResponse | None:
            given = request.headers.get("authorization", "").encode()
            wanted = f"Bearer {os.environ['ENGINE_SECRET']}".encode()
            return None if hmac.compare_digest(given, wanted) else _error(401, "the shared secret is wrong")

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            return response.json({"ready": agent.is_ready(), "model": agent.model_id}, 200 if agent.is_ready() else 503)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self._answer(request, on_new_message)

        @routes.delete("/conversations/<conversation:str>")
        async def erase(request: Request, conversation: str) -> HTTPResponse:
            await request.app.ctx.agent.tracker_store.delete(conversation)
            return response.empty()

        return routes

    async def _answer(self, request: Request, on_new_message: OnMessage) -> HTTPResponse:
        agent: Agent = request.app.ctx.agent
        started = time.perf_counter()
        try:
            asked = TurnRequest.parse(request.json)
            lock = self._locks.setdefault(asked.conversation, asyncio.Lock())
            async with lock:
                events = await _stored(agent, asked)
                if events is None:
                    await on_new_message(await _user_message(agent, asked))
                    events = await _stored(agent, asked) or []
        except (TurnInvalid, PayloadInvalid) as problem:
            return _error(400, str(problem))
        except InvalidUsage:
            return _error(400, "body: not JSON")
        except Exception as problem:  # the front desk turns 503 into the phone number
            # Only the kind: a message or a trace may quote what the patient wrote.
            logger.error("turn failed: %s", type(problem).__name__)
            return _error(503, "the turn could not be completed")
        return response.json(_reply(agent, events, (time.perf_counter() - started) * 1000))


async def _stored(agent: Agent, asked: TurnRequest) -> list[Event] | None:
    tracker = await agent.tracker_store.retrieve_full_tracker(asked.conversation)
    return events_of_turn(list(tracker.events), asked.id) if tracker else None


async def _user_message(agent: Agent, asked: TurnRequest) -> UserMessage:
    if asked.payload is not None:
        payload = parse_payload(asked.payload, _known(agent))
        parsed = payload_parse_data(payload, asked.payload)
    else:
        parsed = await agent.parse_message(asked.text)
    return UserMessage(
        asked.text,
        FrontdeskOutput(),
        asked.conversation,
        parse_data=parsed,
        input_channel=FrontdeskInput.name(),
        message_id=asked.id,
    )


def _known(agent: Agent) -> frozenset[str]:
    answers = {name[len("utter_") :] for name in agent.domain.responses if "/" in name}
    return frozenset(answers | set(agent.domain.intents))


def _reply(agent: Agent, events: list[Event], ms: float) -> dict[str, Any]:
    said = events[0].parse_data if events and isinstance(events[0], UserUttered) else {}
    return {
        "messages": bubbles_of(events),
        "topic": said.get("topic"),
        "topic_ranking": said.get("topic_ranking") or [],
        "also_asked": None,
        "entities": [{k: e.get(k) for k in ("entity", "value", "start", "end")} for e in said.get("entities") or []],
        "red_flag": said.get("red_flag"),
        "actions": actions_of(events),
        "ms": round(ms, 1),
        "model": agent.model_id,
    }


def _error(status: int, message: str) -> HTTPResponse:
    return response.json({"error": {"code": status, "message": message}}, status)
