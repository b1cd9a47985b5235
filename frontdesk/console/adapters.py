"""How allauth behaves here: nobody signs up, mails are not sent, secrets of second factors are encrypted."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
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

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """False for who has just signed in: the password would be asked for twice in a minute."""
        request = context.request
        records = get_authentication_records(request, request.user) if request is not None else []
        latest = max((float(record["at"]) for record in records), default=0.0)
        return time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Accounts have no mail address."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Who reads the database must not be able to make codes."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
