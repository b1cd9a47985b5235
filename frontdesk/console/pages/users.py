"""設定 → 利用者: inviting staff, their roles, switching an account off, a new link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from frontdesk.console import staff
from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.noting import What, note
from frontdesk.console.returning import back
from frontdesk.console.roles import Right, Role, roles_of


@needs(Right.MANAGE, again=True)
def users(request: StaffRequest) -> HttpResponse:
    """Everybody who has an account."""
    return render(request, "console/settings_users.html", _content())


def _content(**more: Any) -> dict[str, Any]:
    accounts = list(User.objects.prefetch_related("groups").order_by("-is_active", "username"))
    secured = set(Authenticator.objects.values_list("user_id", flat=True))
    return {
        "rows": [(user, {group.name for group in user.groups.all()}, user.pk in secured) for user in accounts],
        "roles": Role.choices,
        **more,
    }


@needs(Right.MANAGE, "POST", again=True)
def invite(request: StaffRequest) -> HttpResponse:
    """Makes the account and shows its link, this once."""
    username, name = request.POST.get("username", "").strip(), request.POST.get("name", "").strip()
    try:
        user = staff.invite(username, name, _roles(request))
    except staff.AccountRefused as error:
        content = _content(problem=str(error), username=username, name=name, chosen=request.POST.getlist("role"))
        return render(request, "console/settings_users.html", content, status=422)
    note(request, What.CHANGE, f"user {user.pk} invited")
    return _with_link(request, user)


@needs(Right.MANAGE, "POST", again=True)
def new_link(request: StaffRequest, pk: int) -> HttpResponse:
    """A new link for somebody who lost theirs or their password; second factors go too, so that a lost phone is no lock-out."""
    user = get_object_or_404(User, pk=pk, is_active=True)
    user.set_unusable_password()
    user.save()
    if request.POST.get("factors"):
        Authenticator.objects.filter(user=user).delete()
    note(request, What.CHANGE, f"user {pk} new link")
    return _with_link(request, user)


@needs(Right.MANAGE, "POST", again=True)
def set_roles(request: StaffRequest, pk: int) -> HttpResponse:
    """The roles that are ticked, and no others."""
    user = get_object_or_404(User, pk=pk)
    chosen = _roles(request)
    return _changed(request, user, "roles", lambda: staff.set_roles(user, chosen), "権限を変更しました。")


@needs(Right.MANAGE, "POST", again=True)
def switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Switches the account off, or on again."""
    user = get_object_or_404(User, pk=pk)
    if user.is_active:
        return _changed(request, user, "switched off", lambda: staff.switch_off(user), "アカウントを停止しました。")
    user.is_active = True
    user.save(update_fields=["is_active"])
    note(request, What.CHANGE, f"user {pk} switched on")
    return back(request, reverse("console-settings-users"), "アカウントを再開しました。")


def _changed(request: StaffRequest, user: User, what: str, change: Callable[[], None], said: str) -> HttpResponse:
    page = reverse("console-settings-users")
    try:
        change()
    except staff.AccountRefused as error:
        return back(request, page, str(error), is_problem=True)
    note(request, What.CHANGE, f"user {user.pk} {what}: {','.join(sorted(roles_of(user)))}"[:64])
    return back(request, page, said)


def _roles(request: StaffRequest) -> list[Role]:
    return [Role(name) for name in request.POST.getlist("role") if name in Role.values]


def _with_link(request: StaffRequest, user: User) -> HttpResponse:
    link = request.build_absolute_uri(staff.link_path(user))
    return render(request, "console/settings_users.html", _content(link=link, invited=user.get_username()))
