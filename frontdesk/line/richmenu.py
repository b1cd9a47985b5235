"""Putting the rich menu in place: validate, create, upload the picture, make it the default, delete our old ones.

A menu made by API cannot be edited in LINE Official Account Manager, and the other way round; one made there is left
alone. Source: LINE Developers, "Rich menus overview" (read 2026-11-22).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from linebot.v3.messaging import ApiClient
from linebot.v3.messaging.models import RichMenuRequest

from frontdesk.line.menu import NAME, menu_problems
from frontdesk.line.platform import blob, messaging, platform
from frontdesk.line.verdicts import Outcome, Verdict

_RAW: dict[str, Any] = {"_preload_content": False, "_request_timeout": (3, 30)}


class MenuRefused(Exception):
    """Raised when LINE does not do what was asked; the message says at which step and with which status."""


@dataclass(frozen=True)
class Present:
    """What LINE has now: our menus by id with their names, and which menu is the default."""

    ours: dict[str, str] = field(default_factory=dict)
    default: str = ""

    def is_done(self, name: str) -> bool:
        """True when the menu of this name is the default one, and no other of ours is left."""
        return self.ours.get(self.default) == name and len(self.ours) == 1


def present() -> Present:
    """What LINE has now. Raises MenuRefused."""
    listed = _call("richmenu/list", lambda client: messaging(client).get_rich_menu_list_with_http_info(**_RAW))
    menus = listed.content.get("richmenus") or []
    ours = {
        str(one["richMenuId"]): str(one["name"]) for one in menus if str(one.get("name", "")).startswith(f"{NAME} ")
    }
    default = platform().call(
        "richmenu/default", lambda client: messaging(client).get_default_rich_menu_id_with_http_info(**_RAW)
    )
    return Present(ours, str(default.content.get("richMenuId") or ""))


def put_in_place(menu: dict[str, Any], picture: bytes) -> Iterator[str]:
    """Does it, one sentence a step; nothing when it is done already. Raises MenuRefused.

    Whatever fails in between, patients keep the old menu, and the next run begins anew.
    """
    found = menu_problems(menu)
    if found:
        raise MenuRefused("the menu is beyond LINE's limits: " + "; ".join(found))
    before = present()
    if before.is_done(menu["name"]):
        return
    request = RichMenuRequest.from_dict(menu)
    _call(
        "richmenu/validate", lambda client: messaging(client).validate_rich_menu_object_with_http_info(request, **_RAW)
    )
    yield "validated"
    made = _call("richmenu/create", lambda client: messaging(client).create_rich_menu_with_http_info(request, **_RAW))
    name = str(made.content.get("richMenuId"))
    yield f"created {name}"
    _call("richmenu/content", lambda client: _upload(client, name, picture))
    yield f"uploaded the picture ({len(picture):,} bytes)"
    _call("richmenu/default", lambda client: messaging(client).set_default_rich_menu_with_http_info(name, **_RAW))
    yield "made it the default menu"
    for old in before.ours:
        _delete(old)
        yield f"deleted the old menu {old}"


def _delete(menu: str) -> None:
    _call("richmenu/delete", lambda client: messaging(client).delete_rich_menu_with_http_info(menu, **_RAW))


def _upload(client: ApiClient, name: str, picture: bytes) -> Any:
    # The SDK sends no type of its own for this call.
    return blob(client).set_rich_menu_image_with_http_info(
        name, bytearray(picture), _headers={"Content-Type": "image/png"}, **_RAW
    )


def _call(step: str, call: Callable[[ApiClient], Any]) -> Outcome:
    outcome = platform().call(step, call)
    if outcome.verdict not in {Verdict.ACCEPTED, Verdict.MISSING}:
        what = ", ".join(outcome.properties)
        raise MenuRefused(f"{step}: LINE answers {outcome.status or outcome.verdict}{f' ({what})' if what else ''}")
    return outcome
