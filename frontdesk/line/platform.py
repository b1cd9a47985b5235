"""Calls to LINE's API: what came of one in a word, whatever the SDK and the network make of it.

Sources: LINE Developers, "Messaging API reference" and "Retry failed API requests" (read 2026-11-22).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob
from linebot.v3.messaging.models import PushMessageRequest, ReplyMessageRequest, ShowLoadingAnimationRequest

from frontdesk.line.limits import Message
from frontdesk.line.rates import has_room
from frontdesk.line.tokens import AccessTokens, TokenUnavailable, tokens_for
from frontdesk.line.verdicts import Outcome, Verdict, outcome_of

logger = logging.getLogger(__name__)

# Seconds to connect and to read. The SDK itself would wait without end.
WAIT_S = (3, 10)
LOADING_S = 20


Call = Callable[[ApiClient], Any]


class Platform:
    """LINE's API under one channel's access token; used by all threads of a process."""

    def __init__(self, tokens: AccessTokens, host: str, connections: int) -> None:
        self._tokens = tokens
        self._host = host
        self._connections = connections
        self._clients: dict[str, ApiClient] = {}
        self._lock = threading.Lock()

    def reply(self, reply_token: str, messages: Sequence[Message], *, is_silent: bool) -> Outcome:
        """Answers with a reply token. There is no retry key for replies: a used token is refused."""
        request = ReplyMessageRequest.from_dict(
            {"replyToken": reply_token, "messages": list(messages), "notificationDisabled": is_silent}
        )
        return self.call("reply", lambda client: messaging(client).reply_message_with_http_info(request, **_RAW))

    def push(self, user_id: str, messages: Sequence[Message], retry_key: str, *, is_silent: bool) -> Outcome:
        """Sends without a reply token. LINE takes one message for a retry key, for 24 hours."""
        request = PushMessageRequest.from_dict(
            {"to": user_id, "messages": list(messages), "notificationDisabled": is_silent}
        )
        return self.call(
            "push",
            lambda client: messaging(client).push_message_with_http_info(request, x_line_retry_key=retry_key, **_RAW),
        )

    def show_loading(self, user_id: str) -> Outcome:
        """Shows that an answer is on its way, in the open chat, for up to 20 s."""
        request = ShowLoadingAnimationRequest(chatId=user_id, loadingSeconds=LOADING_S)
        return self.call(
            "loading", lambda client: messaging(client).show_loading_animation_with_http_info(request, **_RAW)
        )

    def call(self, endpoint: str, call: Call) -> Outcome:
        """The outcome of a call; with another access token once more when LINE refuses the first."""
        if not has_room(endpoint):
            return Outcome(Verdict.LIMITED, 429)
        try:
            token = self._tokens.current()
            outcome = self._try(endpoint, call, token)
            if outcome.verdict is Verdict.UNAUTHORIZED:
                other = self._tokens.after_refusal(token)
                if other:
                    return self._try(endpoint, call, other)
                logger.error("line: LINE refuses the access token; issue a new one and set it")
            return outcome
        except TokenUnavailable as problem:
            logger.error("line: %s", problem)
            return Outcome(Verdict.UNAUTHORIZED)

    def _try(self, endpoint: str, call: Call, token: str) -> Outcome:
        started = time.monotonic()
        outcome, request_id = outcome_of(lambda: call(self._client(token)))
        logger.info(
            "line: %s %s %s in %.0f ms, request %s",
            endpoint, outcome.status, outcome.verdict, (time.monotonic() - started) * 1000, request_id,
        )  # fmt: skip
        return outcome

    def _client(self, token: str) -> ApiClient:
        """One client a token: its header is fixed when it is made."""
        with self._lock:
            if token not in self._clients:
                configuration = Configuration(host=self._host or None, access_token=token)
                configuration.retries = False  # urllib3 would post up to four times
                configuration.connection_pool_maxsize = self._connections
                self._clients = {token: ApiClient(configuration)}
            return self._clients[token]


_RAW: dict[str, Any] = {"_preload_content": False, "_request_timeout": WAIT_S}


def blob(client: ApiClient) -> MessagingApiBlob:
    """The API for pictures, on its own host."""
    return MessagingApiBlob(client)


def messaging(client: ApiClient) -> MessagingApi:
    """The API for everything else."""
    return MessagingApi(client)


_platforms: dict[object, Platform] = {}
_making = threading.Lock()


def platform() -> Platform:
    """The process's one Platform for the settings."""
    line = settings.LINE
    with _making:
        if line not in _platforms:
            _platforms[line] = Platform(tokens_for(line), line.api_host, line.worker_threads)
        return _platforms[line]
