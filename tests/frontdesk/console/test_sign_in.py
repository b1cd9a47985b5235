"""Signing in: a link that works once, a second factor before anything else, a lock-out, an end to every session."""

from __future__ import annotations

import io
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from frontdesk.console.roles import Role
from tests.frontdesk.console.staff import PASSWORD, account, audited, just_authenticated, signed_in

pytestmark = pytest.mark.django_db

LOGIN = "/console/account/login/"


def sign_in(client: Client, name: str, password: str = PASSWORD) -> int:
    return client.post(LOGIN, {"login": name, "password": password}).status_code


def invitation(name: str = "chief") -> str:
    out = io.StringIO()
    call_command("createstaff", name, "--role", "manager", stdout=out)
    return "/" + out.getvalue().strip().split("/", 3)[3]


def test_a_new_member_sets_a_password_once_signs_in_and_must_set_up_a_second_factor() -> None:
    link = invitation()
    client = Client()
    assert "パスワードの設定" in client.get(link).content.decode()
    sent = client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert sent.headers["Location"] == LOGIN
    assert (
        client.post(link, {"new_password1": "another phrase 1", "new_password2": "another phrase 1"}).status_code == 404
    )
    assert sign_in(client, "chief") == 302
    assert client.get("/console/").headers["Location"] == "/console/account/factors/"
    page = client.get("/console/account/factors/totp/activate/")
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    assert client.post("/console/account/factors/totp/activate/", {"code": code}).status_code == 302
    assert client.get("/console/").status_code == 200
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_a_link_ends_after_three_days_and_nonsense_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    link = invitation()
    for nonsense in ("/console/invitation/MQ/x-y/", "/console/invitation/OTk/abc/", "/console/invitation/あ/b/"):
        assert Client().get(nonsense).status_code == 404
    from datetime import datetime

    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: datetime.now() + timedelta(days=4))  # noqa: DTZ005
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("weak", ["short", "password1234", "newcomer1234"])
def test_a_weak_password_is_refused_at_its_field(weak: str) -> None:
    response = Client().post(invitation("newcomer"), {"new_password1": weak, "new_password2": weak})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()


def test_an_account_name_that_is_taken_or_odd_is_refused() -> None:
    account("chief", Role.MANAGER)
    for name in ("chief", "Chief", "a", "あ"):
        with pytest.raises(CommandError):
            call_command("createstaff", name, stdout=io.StringIO())


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(settings: Settings) -> None:
    account("nurse", Role.RESPONDER, password=PASSWORD)
    for _ in range(5):
        Client().post(LOGIN, {"login": "nurse", "password": "wrong wrong wrong"})
    response = Client().post(LOGIN, {"login": "nurse", "password": PASSWORD})
    assert response.status_code == 429
    assert "15分間ログインできません" in response.content.decode()
    assert len(audited("sign_in_fail")) >= 5
    assert not audited("sign_in")


def test_a_wrong_password_and_an_unknown_name_read_alike_and_leave_no_password_in_the_audit() -> None:
    account("nurse", Role.RESPONDER, password=PASSWORD)
    pages = [
        Client().post(LOGIN, {"login": name, "password": "wrong"}).content.decode() for name in ("nurse", "nobody")
    ]
    assert "csrfmiddlewaretoken" in pages[0]
    assert [entry.who for entry in audited("sign_in_fail")] == ["nurse", "unknown"]


def test_a_session_ends_after_half_an_hour_without_a_click_but_polls_do_not_keep_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = signed_in("nurse", Role.RESPONDER)
    start = timezone.now()
    assert client.get("/console/").status_code == 200
    for minutes in (10, 20, 29):
        monkeypatch.setattr("frontdesk.console.middleware.timezone.now", lambda m=minutes: start + timedelta(minutes=m))
        client.get("/console/live", headers={"X-Console-Poll": "1"})
    monkeypatch.setattr("frontdesk.console.middleware.timezone.now", lambda: start + timedelta(minutes=31))
    assert client.get("/console/").status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("nurse", Role.RESPONDER)
    start = timezone.now()
    codes = []
    for step in range(40):
        at = start + timedelta(minutes=20 * step)
        monkeypatch.setattr("frontdesk.console.middleware.timezone.now", lambda at=at: at)
        codes.append(client.get("/console/live").status_code)
    assert codes[35] == 200
    assert codes[37] == 302


def test_an_export_asks_for_the_password_again_after_five_minutes() -> None:
    client = signed_in("chief", Role.MANAGER)
    assert client.get("/console/conversations/export").status_code == 200
    just_authenticated(client, time.time() - 301)
    response = client.get("/console/conversations/export")
    assert response.status_code == 302
    assert "reauthenticate" in response.headers["Location"]


def test_a_switched_off_account_is_out_at_once() -> None:
    client = signed_in("nurse", Role.RESPONDER)
    User.objects.filter(username="nurse").update(is_active=False)
    assert client.get("/console/").status_code == 302


def test_the_last_manager_stays_one() -> None:
    client = signed_in("chief", Role.MANAGER)
    chief = User.objects.get(username="chief")
    client.post(f"/console/settings/users/{chief.pk}/roles", {"role": ["viewer"]})
    client.post(f"/console/settings/users/{chief.pk}/switch")
    chief.refresh_from_db()
    assert chief.is_active
    assert [group.name for group in chief.groups.all()] == ["manager"]


def test_a_manager_invites_and_the_link_is_shown_once() -> None:
    client = signed_in("chief", Role.MANAGER)
    page = client.post("/console/settings/users/invite", {"username": "nurse", "name": "看護師", "role": ["responder"]})
    assert "/console/invitation/" in page.content.decode()
    assert "/console/invitation/" not in client.get("/console/settings/users").content.decode()


def test_the_chat_gets_no_cookie_and_reads_no_session() -> None:
    response = Client().get("/chat")
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    cookie = Client()
    cookie.get(LOGIN)
    assert {morsel["path"] for morsel in cookie.cookies.values()} == {"/console/"}
