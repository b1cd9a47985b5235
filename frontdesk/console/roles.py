"""Who may do what in the console: four roles, held as Django groups, and the rights that each gives."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import TextChoices

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class Role(TextChoices):
    """The name of the Django group; a person may hold several."""

    VIEWER = "viewer", "閲覧"
    RESPONDER = "responder", "対応"
    EDITOR = "editor", "編集"
    MANAGER = "manager", "管理"


class Right(StrEnum):
    """What a page or an action needs."""

    READ = "read"  # masked transcripts, lists, figures and their CSV of counts
    MARK = "mark"  # read and unread, notes, tags, flags, masking a missed name, confirming an urgent one
    HANDLE = "handle"  # status, assignee, taking over, replying, the booking queue, showing name and phone
    TEACH = "teach"  # verdicts, unanswered groups, training data and its export
    MANAGE = "manage"  # CSV of rows, users, retention, masking, audit, erasure


EVERYBODY = frozenset(Role)
MATRIX: Mapping[Right, frozenset[Role]] = MappingProxyType(
    {
        Right.READ: EVERYBODY,
        Right.MARK: frozenset({Role.RESPONDER, Role.EDITOR, Role.MANAGER}),
        Right.HANDLE: frozenset({Role.RESPONDER, Role.MANAGER}),
        Right.TEACH: frozenset({Role.EDITOR, Role.MANAGER}),
        Right.MANAGE: frozenset({Role.MANAGER}),
    }
)


def roles_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[Role]:
    """The roles of a person; remembered on the object, so that one request asks once."""
    known: frozenset[Role] | None = getattr(user, "_console_roles", None)
    if known is None:
        groups = getattr(user, "groups", None)
        names = set(groups.values_list("name", flat=True)) if groups is not None and user.is_active else set()
        known = frozenset(role for role in Role if role.value in names)
        user._console_roles = known  # type: ignore[union-attr]
    return known


def rights_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[Right]:
    """Everything that the person's roles allow together."""
    roles = roles_of(user)
    return frozenset(right for right, allowed in MATRIX.items() if roles & allowed)


def who_may(right: Right) -> str:
    """The roles that give this right, as a sentence names them: 「対応」または「管理」."""
    return "または".join(f"「{role.label}」" for role in Role if role in MATRIX[right])
