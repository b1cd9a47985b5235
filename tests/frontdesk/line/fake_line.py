"""LINE's platform on loopback: takes replies and pushes as strictly as the real one, and can be told to fail.

It enforces what the reference says of reply tokens (once, a minute from receipt), retry keys (24 hours) and payloads,
and keeps what each person would see. Its clock can be moved.
"""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from linebot.v3.messaging.models import PushMessageRequest, ReplyMessageRequest

from frontdesk.line.limits import problems
from tests.frontdesk.line.fake_rich_menus import RichMenus

ACCESS_TOKEN = "fake-access-token"
TOKEN_LIFE_S = 60.0
RETRY_KEY_LIFE_S = 86_400.0

Response = tuple[int, dict[str, Any]]


@dataclass
class Token:
    """A reply token: whose it is, since when it counts, and whether it was used."""

    user: str
    since: float
    used: bool = False


@dataclass
class Sent:
    """Messages as a person sees them, and how they came."""

    how: str
    messages: list[dict[str, Any]]
    at: float
    silent: bool = False


@dataclass
class Fault:
    """What happens to the next calls of an endpoint: `before` the platform looks at one, or `after` it has accepted."""

    status: int = 500
    body: dict[str, Any] = field(default_factory=lambda: {"message": "fault"})
    is_after: bool = False
    delay_s: float = 0.0
    drops: bool = False


class FakeLine:
    """The server and all it knows."""

    def __init__(self) -> None:
        self.offset_s = 0.0
        self.tokens: dict[str, Token] = {}
        self.retry_keys: dict[str, float] = {}
        self.seen: dict[str, list[Sent]] = defaultdict(list)
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[str] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.access_tokens = {ACCESS_TOKEN}
        self.issued = 0
        self.quota: dict[str, Any] = {"type": "none"}
        self.used = 0
        self.info = {
            "userId": "U" + "b" * 32, "basicId": "@clinic", "displayName": "clinic", "pictureUrl": "https://example.com",
            "chatMode": "chat", "markAsReadMode": "manual",
        }  # fmt: skip
        self.webhook = {"endpoint": "https://clinic.example/line/webhook", "active": True}
        self.menus = RichMenus()
        self.lock = threading.Lock()
        fake = self

        class Handler(_Handler):
            line = fake

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, request: Any, client_address: Any) -> None:
                """Says nothing: a caller that was killed leaves its connection."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def now(self) -> float:
        return time.time() + self.offset_s

    def issue(self, token: str, user: str) -> None:
        """A reply token whose minute begins now."""
        with self.lock:
            self.tokens[token] = Token(user, self.now(), self.tokens[token].used if token in self.tokens else False)

    def fail(self, endpoint: str, *faults: Fault) -> None:
        """The next calls of the endpoint go wrong, one after the other."""
        self.faults[endpoint].extend(faults)

    def said_to(self, user: str) -> list[str]:
        """All texts that the person sees, in order."""
        return [text_of(message) for sent in self.seen[user] for message in sent.messages]

    def replies_to(self, user: str) -> list[Sent]:
        return [sent for sent in self.seen[user] if sent.how == "reply"]

    def pushes_to(self, user: str) -> list[Sent]:
        return [sent for sent in self.seen[user] if sent.how == "push"]

    def endpoints(self) -> list[str]:
        return [endpoint for endpoint, _ in self.calls]

    def post(self, path: str, headers: Any, raw: bytes) -> Response:
        body = json.loads(raw) if raw and "json" in (headers["Content-Type"] or "") else {}
        endpoint = path.removeprefix("/v2/bot/")
        with self.lock:
            self.calls.append((endpoint, body))
            if path == "/oauth2/v3/token":
                return self._issue_access_token()
            if not self._is_let_in(headers):
                return 401, {"message": "Authentication failed"}
            if endpoint == "message/reply":
                return self._reply(headers, body)
            if endpoint == "message/push":
                return self._push(headers, body)
            if endpoint.startswith("message/validate/"):
                return self._refuse(body) or (200, {})
            if endpoint.startswith("richmenu") or "/richmenu" in endpoint:
                return self.menus.post(endpoint, headers, raw)
            if endpoint == "chat/loading/start":
                return 202, {}
            if endpoint == "chat/markAsRead" or endpoint.endswith("/leave"):
                return 200, {}
        return 404, {"message": "Not found"}

    def _is_let_in(self, headers: Any) -> bool:
        return headers["Authorization"] in {f"Bearer {token}" for token in self.access_tokens}

    def get(self, path: str, headers: Any) -> Response:
        if not self._is_let_in(headers):
            return 401, {"message": "Authentication failed"}
        answers: dict[str, dict[str, Any]] = {
            "/v2/bot/info": self.info,
            "/v2/bot/message/quota": self.quota,
            "/v2/bot/message/quota/consumption": {"totalUsage": self.used},
            "/v2/bot/channel/webhook/endpoint": self.webhook,
        }
        self.calls.append((path.removeprefix("/v2/bot/"), {}))
        if path in answers:
            return 200, answers[path]
        return self.menus.get(path.removeprefix("/v2/bot/"))

    def _issue_access_token(self) -> Response:
        self.issued += 1
        token = f"issued-{self.issued}"
        self.access_tokens = {token}
        return 200, {"token_type": "Bearer", "access_token": token, "expires_in": 900}

    def _reply(self, headers: Any, body: dict[str, Any]) -> Response:
        if headers["X-Line-Retry-Key"]:
            return 400, {"message": "The retry key can't be used here"}
        refusal = self._refuse(body) or _round_trip(ReplyMessageRequest, body)
        if refusal:
            self.refused.append(json.dumps(refusal[1]))
            return refusal
        token = self.tokens.get(body["replyToken"])
        if token is None or token.used or self.now() - token.since > TOKEN_LIFE_S:
            return 400, {"message": "Invalid reply token"}
        token.used = True
        return self._show("reply", token.user, body)

    def _push(self, headers: Any, body: dict[str, Any]) -> Response:
        key = headers["X-Line-Retry-Key"]
        if not key:
            return 400, {"message": "this platform insists on a retry key"}
        if self.retry_keys.get(key, 0.0) > self.now():
            return 409, {"message": "The retry key is already accepted", "sentMessages": []}
        if self.quota.get("type") == "limited" and self.used >= self.quota["value"]:
            return 429, {"message": "You have reached your monthly limit."}
        refusal = self._refuse(body) or _round_trip(PushMessageRequest, body)
        if refusal:
            self.refused.append(json.dumps(refusal[1]))
            return refusal
        self.retry_keys[key] = self.now() + RETRY_KEY_LIFE_S
        self.used += 1
        return self._show("push", body["to"], body)

    def _show(self, how: str, user: str, body: dict[str, Any]) -> Response:
        self.seen[user].append(Sent(how, body["messages"], self.now(), body.get("notificationDisabled", False)))
        return 200, {"sentMessages": [{"id": str(number)} for number, _ in enumerate(body["messages"])]}

    def _refuse(self, body: dict[str, Any]) -> Response | None:
        found = problems(body.get("messages") or [])
        details = [{"property": problem.partition(":")[0], "message": problem} for problem in found]
        return (400, {"message": "The request body has errors", "details": details}) if details else None


def text_of(message: dict[str, Any]) -> str:
    """What a message says."""
    return str(message.get("text") or message.get("altText") or "")


def _round_trip(model: Any, body: dict[str, Any]) -> Response | None:
    """A second opinion: what the SDK's model does not give back unchanged is not in LINE's specification."""
    again = model.from_dict(body).to_dict()
    lost = _lost(body, json.loads(json.dumps(again)))
    return (400, {"message": f"unknown property {lost}", "details": [{"property": lost}]}) if lost else None


def _lost(sent: Any, read: Any, place: str = "") -> str:
    if isinstance(sent, dict):
        for name, value in sent.items():
            if not isinstance(read, dict) or name not in read:
                return f"{place}.{name}"
            if deeper := _lost(value, read[name], f"{place}.{name}"):
                return deeper
        return ""
    if isinstance(sent, list):
        if not isinstance(read, list) or len(read) != len(sent):
            return place
        return next(
            (d for n, (a, b) in enumerate(zip(sent, read, strict=True)) if (d := _lost(a, b, f"{place}[{n}]"))), ""
        )
    return "" if sent == read else place


class _Handler(BaseHTTPRequestHandler):
    line: FakeLine
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self._answer(lambda: self.line.post(self.path, self.headers, raw))

    def do_GET(self) -> None:
        self._answer(lambda: self.line.get(self.path, self.headers))

    def do_DELETE(self) -> None:
        self._answer(lambda: self.line.menus.delete(self.path.removeprefix("/v2/bot/")))

    def _answer(self, act: Any) -> None:
        waiting = self.line.faults[self.path.removeprefix("/v2/bot/")]
        fault = waiting.popleft() if waiting else None
        if fault is None or fault.is_after:
            status, content = act()
        if fault:
            time.sleep(fault.delay_s)
            if fault.drops:
                self.close_connection = True
                return
            status, content = fault.status, fault.body
        body = json.dumps(content).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Line-Request-Id", "fake-request")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the caller has stopped waiting

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""
