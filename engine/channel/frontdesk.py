"""Rasa's input channel `frontdesk`: one request a turn, answered with the reply and what was understood."""

from __future__ import annotations

import asyncio
import hmac
import logging
import os
import time
import weakref
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse

from engine.channel import erasure, startup
from engine.channel.payloads import PayloadInvalid
from engine.channel.requests import TurnInvalid, TurnRequest
from engine.channel.turns import CHANNEL, OnMessage, take_turn

logger = logging.getLogger(__name__)


class FrontdeskInput(InputChannel):
    """`POST turn`, `DELETE conversations/<id>`, `GET ready`, each with the shared secret as bearer token."""

    def __init__(self) -> None:
        """A channel with no conversation under way."""
        # A repeated request waits for the first and then finds its answer.
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    @classmethod
    def name(cls) -> str:
        """Part of the address: /webhooks/frontdesk/."""
        return CHANNEL

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The routes, and the checks that run before the first request."""
        routes = Blueprint("frontdesk_channel", __name__)

        @routes.listener("after_server_start")
        async def refuse_or_warm_up(app: Sanic, _: Any) -> None:
            startup.check(app.ctx.agent)
            startup.drop_fallback(app.ctx.agent)
            # The first parse loads dictionary and vectors; no visitor should wait for it.
            await app.ctx.agent.parse_message("膝が痛い")
            startup.give_back_memory()

        @routes.middleware("request")
        async def require_secret(request: Request) -> HTTPResponse | None:
            # Both may hold bytes that are no UTF-8; they are compared as they came.
            given = os.fsencode(request.headers.get("authorization", ""))
            wanted = os.fsencode(f"Bearer {os.environ['ENGINE_SECRET']}")
            return None if hmac.compare_digest(given, wanted) else _error(401, "the shared secret is wrong")

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            agent: Agent = request.app.ctx.agent
            return response.json({"ready": agent.is_ready(), "model": agent.model_id}, 200 if agent.is_ready() else 503)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self._answer(request, on_new_message)

        @routes.delete("/conversations/<conversation:str>", unquote=True)
        async def erase(request: Request, conversation: str) -> HTTPResponse:
            return await self._erase(request.app.ctx.agent, conversation)

        return routes

    def _alone(self, conversation: str) -> asyncio.Lock:
        return self._locks.setdefault(conversation, asyncio.Lock())

    async def _erase(self, agent: Agent, conversation: str) -> HTTPResponse:
        try:
            # A turn under way would write its conversation again.
            async with self._alone(conversation):
                erasure.erase(agent.tracker_store, conversation)
        except Exception as problem:
            logger.error("erasure failed: %s", type(problem).__name__)
            return _error(503, "the conversation could not be erased")
        return response.empty()

    async def _answer(self, request: Request, on_new_message: OnMessage) -> HTTPResponse:
        started = time.perf_counter()
        try:
            asked = TurnRequest.parse(request.json)
            async with self._alone(asked.conversation):
                reply = await take_turn(request.app.ctx.agent, on_new_message, asked)
        except (TurnInvalid, PayloadInvalid) as problem:
            return _error(400, str(problem))
        except InvalidUsage:
            return _error(400, "body: not JSON")
        except Exception as problem:  # the front desk turns 503 into the phone number
            # Only the kind: a message or a trace may quote what the patient wrote.
            logger.error("turn failed: %s", type(problem).__name__)
            return _error(503, "the turn could not be completed")
        return response.json({**reply, "ms": round((time.perf_counter() - started) * 1000, 1)})


def _error(status: int, message: str) -> HTTPResponse:
    return response.json({"error": {"code": status, "message": message}}, status)
