"""The channel on a real Sanic server with a real agent behind it, in a thread of its own."""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import socket
import sqlite3
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rasa.core.agent import Agent, load_agent
from rasa.core.channels.channel import register
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from engine.channel.frontdesk import FrontdeskInput

SECRET = "secret of these tests"
WAIT_S = 20.0
_NUMBERS = itertools.count()


@dataclass(frozen=True)
class Answer:
    """Status and JSON body of a response."""

    status: int
    body: Any


class ActionServer:
    """Answers every action with one sentence; while it is held, it lets the turn wait."""

    def __init__(self) -> None:
        self.calls = 0
        self.called = threading.Event()
        self._may_answer = threading.Event()
        self._may_answer.set()

    def hold(self) -> None:
        """Lets the next actions wait until they are released."""
        self.called.clear()
        self._may_answer.clear()

    def release(self) -> None:
        """Lets all actions answer."""
        self._may_answer.set()

    async def answer(self, request: Request) -> HTTPResponse:
        """The webhook of Rasa's action calls."""
        self.calls += 1
        self.called.set()
        await asyncio.get_running_loop().run_in_executor(None, self._may_answer.wait, WAIT_S)
        return response.json({"events": [], "responses": [{"text": "お待たせしました。"}]})


class RunningEngine:
    """The engine as the front desk sees it, and its tracker's database."""

    def __init__(self, model: Path, folder: Path) -> None:
        """`folder` takes database and settings; nothing runs before `start`."""
        self.database = folder / "tracker.sqlite3"
        self.actions = ActionServer()
        self.turns_arrived = threading.Semaphore(0)
        self._model = model
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._endpoints = folder / "endpoints.yml"
        self._endpoints.write_text(
            f"action_endpoint:\n  url: http://127.0.0.1:{self.port}/actions\n"
            f"tracker_store:\n  type: SQL\n  url: sqlite:///{self.database}\n",
            encoding="utf-8",
        )
        self._started: Future[Agent] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    @property
    def agent(self) -> Agent:
        """The agent behind the channel."""
        return self._started.result(WAIT_S)

    def start(self) -> None:
        """Returns once requests are answered; raises what stopped the start."""
        self._thread.start()
        self._started.result(WAIT_S)

    def stop(self) -> None:
        """Returns once the server is gone."""
        if self._started.exception(WAIT_S) is None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(WAIT_S)

    async def _run(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        agent = await load_agent(str(self._model), endpoints=AvailableEndpoints.read_endpoints(str(self._endpoints)))
        app = Sanic(f"engine_{next(_NUMBERS)}", configure_logging=False)
        app.ctx.agent = agent
        app.add_route(self.actions.answer, "/actions", methods=["POST"])
        app.register_middleware(self._count, "request")
        register([FrontdeskInput()], app, route="/webhooks/")
        server = await app.create_server(sock=self._socket, return_asyncio_server=True)
        if server is None:
            raise AssertionError("Sanic made no server")
        try:
            await server.startup()
            await server.before_start()
            await server.after_start()
            await server.start_serving()
        except Exception as problem:
            self._started.set_exception(problem)
        else:
            self._started.set_result(agent)
            await self._stopping.wait()
        await server.close()

    def _count(self, request: Request) -> None:
        if request.path.endswith("/turn"):
            self.turns_arrived.release()

    def call(
        self, method: str, path: str, body: bytes | None = None, authorization: str | None = f"Bearer {SECRET}"
    ) -> Answer:
        """One request to the channel."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S)
        headers = {"Content-Type": "application/json"}
        if authorization is not None:
            headers["Authorization"] = authorization
        try:
            connection.request(method, f"/webhooks/frontdesk/{path}", body, headers)
            answered = connection.getresponse()
            content = answered.read()
        finally:
            connection.close()
        return Answer(answered.status, json.loads(content) if content else None)

    def turn(self, **body: Any) -> Answer:
        """One turn; conversation and id are filled in where they do not matter."""
        number = next(_NUMBERS)
        asked = {"conversation": f"conversation {number}", "id": f"id {number}", **body}
        return self.call("POST", "turn", json.dumps(asked).encode())

    def erase(self, conversation: str) -> Answer:
        """Erasure of one conversation."""
        return self.call("DELETE", f"conversations/{quote(conversation, safe='')}")

    def events(self, conversation: str) -> list[dict[str, Any]]:
        """What the tracker's database holds of a conversation."""
        with sqlite3.connect(self.database) as database:
            rows = database.execute("SELECT data FROM events WHERE sender_id = ? ORDER BY id", [conversation])
            events = [json.loads(row[0]) for row in rows]
        database.close()
        return events
