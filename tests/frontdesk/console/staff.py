"""Members of staff for tests: an account with roles and a second factor, signed in, and what they work on."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from clinic.bookings.models import Booking
from clinic.bookings.requests import request
from clinic.bookings.wishes import Wish
from frontdesk.console.roles import Role
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.privacy.models import AuditEntry

PASSWORD = "a long phrase of the clinic"


def account(name: str, *roles: Role, factor: bool = True, password: str | None = None) -> User:
    """An account with these roles; with a second factor unless told otherwise."""
    user = User.objects.create_user(name, password=password)
    user.groups.set([Group.objects.get_or_create(name=role.value)[0] for role in roles])
    if factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user


def signed_in(name: str, *roles: Role, factor: bool = True) -> Client:
    """A browser in which this person has just signed in; it checks CSRF only where a test asks it to."""
    client = Client()
    client.force_login(
        account(name, *roles, factor=factor), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    just_authenticated(client)
    return client


def just_authenticated(client: Client, at: float | None = None) -> None:
    """As if the password had been typed a moment ago, or at that time."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": at or time.time()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def conversation(*texts: str, **turns: Any) -> Conversation:
    """A conversation as the record has it, with a turn for each text; `turns` are values of each of them."""
    started = turns.pop("started_at", timezone.now())
    channel = turns.pop("channel", "web")
    owner = Conversation.objects.create(started_at=started, last_at=started, channel=channel)
    for number, text in enumerate(texts):
        values = {
            "kind": Turn.Kind.TYPED,
            "outcome": Turn.Outcome.ANSWERED,
            "topic": "selfcare/overview",
            "confidence": 0.9,
            "nearest": [{"name": "selfcare/overview", "confidence": 0.9}],
            "replies": [{"id": str(2 * number + 2), "from": "bot", "text": "お答えです。"}],
            "received_at": started,
            "answered_at": started,
            "reply_ms": 40.0,
            "engine_ms": 20.0,
            **turns,
        }
        Turn.objects.create(conversation=owner, client_id=uuid.uuid4(), number=2 * number + 1, text=text, **values)
    Conversation.objects.filter(pk=owner.pk).update(last_number=2 * len(texts))
    owner.refresh_from_db()
    return owner


def booking(conversation: uuid.UUID | None = None, name: str = "山田花子", phone: str = "090-1234-5678") -> Booking:
    """A booking as a visitor asked for it."""
    return request(
        key=str(uuid.uuid4()), conversation=conversation, channel="web", name=name, phone=phone,
        wishes=[Wish(day=timezone.localdate() + timedelta(days=3), part="morning")], concern="膝の痛み",
        consent_at=timezone.now(),
    )  # fmt: skip


def audited(what: str) -> list[AuditEntry]:
    """The entries of one kind, oldest first."""
    return list(AuditEntry.objects.filter(what=what).order_by("pk"))
