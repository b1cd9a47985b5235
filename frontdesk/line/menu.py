"""The rich menu as data: six areas under the chat, each with a label that is read aloud. Plain Python.

Source of the limits: LINE Developers, "Messaging API reference", rich menu (read 2026-11-22).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from clinic.profile import Profile
from frontdesk.line.limits import LABEL_GRAPHEMES, action_problems, graphemes

WIDTH, HEIGHT = 2500, 1686
COLUMNS, ROWS = 3, 2
CHAT_BAR = "メニュー"
NAME = "knee-ankle-faq"
CHAT_BAR_GRAPHEMES, NAME_GRAPHEMES, MOST_AREAS = 14, 300, 20


@dataclass(frozen=True)
class Entry:
    """One field of the menu: its words in lines, the drawing above them, and where it leads."""

    lines: tuple[str, ...]
    sign: str
    payload: str = ""
    href: str = ""

    @property
    def label(self) -> str:
        """The words in one line."""
        return "".join(self.lines)


def entries(profile: Profile) -> list[Entry]:
    """The six fields. Opening hours take the place of the exercises where the clinic has filled them in."""
    care = Entry(("自分で", "できるケア"), "care", payload="v1;topic;selfcare/overview")
    hours = Entry(("診療時間・", "アクセス"), "clock", payload="v1;topic;clinic/hours_access")
    has_hours = bool(profile.clinic.hours or profile.clinic.access)
    return [
        Entry(("予約する",), "calendar", payload="v1;intent;book_counseling"),
        Entry(("電話する",), "phone", href=profile.clinic.tel),
        Entry(("膝・足首の", "痛み"), "knee", payload="v1;topic;mechanism/kinetic_chain"),
        hours if has_hours else care,
        Entry(("よくある", "質問"), "question", payload="v1;intent;help"),
        Entry(("スタッフに", "相談"), "staff", payload="v1;intent;handoff_phone"),
    ]


def rich_menu(profile: Profile, picture: bytes) -> dict[str, Any]:
    """The menu as LINE wants it. Its name ends with a hash of menu and picture: the same again is the same menu."""
    menu = {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "chatBarText": CHAT_BAR,
        "areas": [{"bounds": bounds(place), "action": _action(entry)} for place, entry in enumerate(entries(profile))],
    }
    content = hashlib.sha256(json.dumps(menu, sort_keys=True).encode() + picture).hexdigest()[:16]
    return {**menu, "name": f"{NAME} {content}"}


def bounds(place: int) -> dict[str, int]:
    """The rectangle of a field; together they cover the picture without a gap."""
    column, row = place % COLUMNS, place // COLUMNS
    left, right = WIDTH * column // COLUMNS, WIDTH * (column + 1) // COLUMNS
    top, bottom = HEIGHT * row // ROWS, HEIGHT * (row + 1) // ROWS
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def menu_problems(menu: dict[str, Any]) -> list[str]:
    """What LINE would refuse in the menu."""
    found = []
    if not 1 <= len(menu["areas"]) <= MOST_AREAS:
        found.append("areas: too many or none")
    for name, most in (("chatBarText", CHAT_BAR_GRAPHEMES), ("name", NAME_GRAPHEMES)):
        if not 1 <= len(graphemes(menu[name])) <= most:
            found.append(f"{name}: empty or longer than {most}")
    for number, area in enumerate(menu["areas"]):
        found += [f"areas[{number}].action.{problem}" for problem in action_problems(area["action"], LABEL_GRAPHEMES)]
    return found


def _action(entry: Entry) -> dict[str, str]:
    if entry.href:
        return {"type": "uri", "label": entry.label, "uri": entry.href}
    return {"type": "postback", "label": entry.label, "data": entry.payload, "displayText": entry.label}
