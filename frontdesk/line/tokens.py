"""Access tokens for LINE's API: a fixed one from the environment, or short-lived ones issued by LINE.

Source: LINE Developers, "Channel access token" (read 2026-11-22): a stateless token lives 15 minutes and cannot be
revoked; a long-lived one is not recommended.
"""

from __future__ import annotations

import threading
import time
from typing import Protocol

from linebot.v3.oauth import ApiClient, ChannelAccessToken, Configuration

from frontdesk.line.configuration import LineSettings

# Of the token's 900 s; renewed before LINE refuses it.
USED_FOR_S = 780.0
WAIT_S = (3, 10)


class TokenUnavailable(Exception):
    """Raised when there is no access token; the message says what to set."""


class AccessTokens(Protocol):
    """Where access tokens come from."""

    def current(self) -> str:
        """The token to use now. Raises TokenUnavailable."""

    def after_refusal(self, refused: str) -> str | None:
        """Another token than the one LINE refused; None when there is none."""


class FixedToken:
    """The token of LINE_CHANNEL_ACCESS_TOKEN; when LINE refuses it, a person has to set a new one."""

    def __init__(self, token: str) -> None:
        self._token = token

    def current(self) -> str:
        """The token."""
        if not self._token:
            raise TokenUnavailable("there is no access token; set LINE_CHANNEL_ACCESS_TOKEN or LINE_CHANNEL_ID")
        return self._token

    def after_refusal(self, refused: str) -> str | None:
        """None: there is only this one."""
        return None


class StatelessTokens:
    """Tokens of 15 minutes, issued for the channel's id and secret. Many threads that need one cause one request."""

    def __init__(self, channel_id: str, secrets: tuple[str, ...], host: str) -> None:
        self._channel_id = channel_id
        self._secrets = secrets
        configuration = Configuration(host=host or None)
        configuration.retries = False
        self._api = ChannelAccessToken(ApiClient(configuration))
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0

    def current(self) -> str:
        """The token in use, or a new one when that is old."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._issue()
            return self._token

    def after_refusal(self, refused: str) -> str | None:
        """A new token, unless another thread has already got one since."""
        with self._lock:
            if self._token == refused:
                self._issue()
            return self._token if self._token != refused else None

    def _issue(self) -> None:
        for secret in self._secrets:
            try:
                issued = self._api.issue_stateless_channel_token_by_client_secret(
                    self._channel_id, secret, _request_timeout=WAIT_S
                )
            except Exception as error:  # the SDK raises its own, urllib3's and pydantic's
                problem = type(error).__name__
                continue
            self._token, self._until = issued.access_token, time.monotonic() + USED_FOR_S
            return
        raise TokenUnavailable(
            f"LINE issued no access token ({problem}); check LINE_CHANNEL_ID and LINE_CHANNEL_SECRET"
        )


def tokens_for(line: LineSettings) -> AccessTokens:
    """The source of tokens that the settings ask for."""
    if line.channel_id and not line.access_token:
        return StatelessTokens(line.channel_id, line.channel_secrets, line.api_host)
    return FixedToken(line.access_token)
