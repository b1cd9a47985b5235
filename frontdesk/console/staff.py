"""Accounts of staff: invited with a link that works once, with roles, and switched off rather than deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from frontdesk.console.roles import Role

ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{2,29}")


class AccountRefused(ValueError):
    """Raised for an account that cannot be made or changed so; the message says why, for staff."""


@transaction.atomic
def invite(username: str, display_name: str, roles: Iterable[Role]) -> User:
    """A new account without a password; its link sets one. Raises AccountRefused."""
    if not ACCOUNT.fullmatch(username):
        raise AccountRefused("アカウント名は、小文字の英字で始まる3〜30文字の半角英数字(と . _ -)にしてください。")
    if User.objects.filter(username=username).exists():
        raise AccountRefused("そのアカウント名は、すでに使われています。")
    user = User(username=username, last_name=display_name[:50])
    user.set_unusable_password()
    user.save()
    set_roles(user, roles)
    return user


def set_roles(user: User, roles: Iterable[Role]) -> None:
    """These roles and no others. Raises AccountRefused when nobody would be left to manage."""
    wanted = {role.value for role in roles}
    if Role.MANAGER not in wanted and _is_last_manager(user):
        raise AccountRefused("「管理」の人がいなくなるため、変更できません。先に別の人を「管理」にしてください。")
    user.groups.set(Group.objects.filter(name__in=wanted))


def switch_off(user: User) -> None:
    """The account can no longer sign in; what it did stays in the audit. Raises AccountRefused."""
    if _is_last_manager(user):
        raise AccountRefused("「管理」の人がいなくなるため、停止できません。先に別の人を「管理」にしてください。")
    user.is_active = False
    user.save(update_fields=["is_active"])


def link_path(user: User) -> str:
    """The path of the link that sets a password: once, for PASSWORD_RESET_TIMEOUT."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("console-invitation", args=[uid, default_token_generator.make_token(user)])


def invited(uid: str, token: str) -> User | None:
    """The account that the link is for; None for a link that is used, too old or made up."""
    try:
        user = User.objects.get(pk=int(urlsafe_base64_decode(uid).decode("ascii")), is_active=True)
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if default_token_generator.check_token(user, token) else None


def _is_last_manager(user: User) -> bool:
    managers = User.objects.filter(is_active=True, groups__name=Role.MANAGER).distinct()
    return list(managers.values_list("pk", flat=True)) == [user.pk]
