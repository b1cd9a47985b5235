"""How allauth behaves here: nobody signs up, mails are not sent, secrets of second factors are encrypted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from clinic.encryption import decrypt, encrypt
from frontdesk.chat.limits import address_of


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff are invited by a manager."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address behind as many proxies as the settings trust."""
        return address_of(request)

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no mail address."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Who reads the database must not be able to make codes."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
