"""Every address of the console × every role × nobody: taken from the addresses themselves, so that none is forgotten."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from frontdesk.console.roles import MATRIX, Right, Role
from tests.frontdesk.console.staff import booking, conversation, signed_in

pytestmark = pytest.mark.django_db

# Open to who is not signed in, or is signed in without a second factor yet: allauth's own pages, and the invitation.
SIGN_IN = "/console/account/"
INVITATION = "/console/invitation/"


def patterns(found: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, path)
        else:
            yield path, one


CONSOLE = {path: one for path, one in patterns(get_resolver().url_patterns) if path.startswith("/console/")}
GUARDED = {path: one for path, one in CONSOLE.items() if not path.startswith((SIGN_IN, INVITATION))}
CASES = [
    (path, method, role)
    for path, one in GUARDED.items()
    for method in getattr(one.callback, "methods", ("GET",))
    for role in (*Role, None)
]


def address(path: str, owner: uuid.UUID, reference: str) -> str:
    return (
        path.replace("<uuid:pk>", str(owner))
        .replace("<int:number>", "1")
        .replace("<int:pk>", "999999")
        .replace("<str:reference>", reference)
    )


def test_every_page_but_the_sign_in_names_its_right() -> None:
    assert [path for path, one in GUARDED.items() if not isinstance(getattr(one.callback, "right", None), Right)] == []


def test_the_sign_in_offers_nothing_but_what_staff_need() -> None:
    names = {one.name for path, one in CONSOLE.items() if path.startswith(SIGN_IN)}
    assert not {name for name in names if name and ("email" in name or "password_reset" in name or "social" in name)}


@pytest.mark.parametrize(("path", "method", "role"), CASES, ids=lambda value: str(value))
def test_a_role_does_what_the_matrix_allows_and_nothing_else(
    path: str, method: str, role: Role | None, no_engine: None
) -> None:
    owner = conversation("膝が痛い")
    client = signed_in("somebody", role) if role else Client()
    response = client.generic(method, address(path, owner.pk, booking(owner.pk).reference))
    right: Right = GUARDED[path].callback.right  # type: ignore[attr-defined]
    if role is None:
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/console/account/login/")
    elif role in MATRIX[right]:
        assert response.status_code not in {401, 403, 405, 500}
    else:
        assert response.status_code == 403
        assert "権限が必要です" in response.content.decode()


@pytest.mark.parametrize("path", GUARDED)
def test_without_a_second_factor_every_page_leads_to_setting_one_up(path: str) -> None:
    owner = conversation("膝が痛い")
    client = signed_in("new", Role.MANAGER, factor=False)
    response = client.get(address(path, owner.pk, "K7-4QX2"))
    assert (response.status_code, response.headers.get("Location")) == (302, "/console/account/factors/")


@pytest.mark.parametrize(
    "path", [path for path, one in GUARDED.items() if "GET" not in getattr(one.callback, "methods", ())]
)
def test_what_changes_something_is_no_get(path: str) -> None:
    owner = conversation("膝が痛い")
    client = signed_in("chief", Role.MANAGER)
    assert client.get(address(path, owner.pk, booking(owner.pk).reference)).status_code == 405


def test_several_roles_add_up() -> None:
    client = signed_in("both", Role.RESPONDER, Role.EDITOR)
    assert client.get("/console/queue/").status_code == 200
    assert client.get("/console/unanswered/").status_code == 200
    assert client.get("/console/settings/users").status_code == 403


def test_an_account_without_a_role_reads_nothing() -> None:
    response = signed_in("newcomer").get("/console/")
    assert response.status_code == 403
    assert "まだ権限がありません" in response.content.decode()


def test_sign_up_is_closed() -> None:
    client = Client()
    data = {"username": "intruder", "password1": "a long phrase of mine"}
    assert "signup" not in client.get("/console/account/login/").content.decode()
    client.post("/console/account/signup/", data)
    from django.contrib.auth.models import User

    assert not User.objects.exists()
