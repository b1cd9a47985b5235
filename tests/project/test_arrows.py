"""Imports point one way, and plain logic brings neither Rasa nor Django along."""

from __future__ import annotations

import pytest

from tests.project.sources import brings_along, imports_of, modules

# What each room may import of the others. Between rooms that are not named here a message goes over HTTP.
ARROWS: dict[str, set[str]] = {
    "frontdesk": {"clinic"},
    "actions": {"clinic"},
    "clinic": set(),
    "engine": set(),
    "launcher": set(),
    "data_checks": {"clinic"},
    "demo": {"frontdesk"},
    "benchmarks": {"engine"},
    "manage": set(),
}
FRAMEWORKS = {"rasa", "rasa_sdk", "django", "sanic"}
# Packages and modules of plain logic: used in several places, tested without a server.
PLAIN = (
    "engine.analysis",
    "engine.topics",
    "engine.redflags",
    "engine.dialogue",
    "clinic.bookings.references",
    "clinic.bookings.wishes",
    "clinic.check",
    "clinic.database",
    "clinic.environment",
    "clinic.fernet_keys",
    "clinic.items",
    "clinic.opening_hours",
    "clinic.placeholders",
    "clinic.placeholder_text",
    "clinic.profile",
    "clinic.profile_handoff",
    "clinic.release",
    "frontdesk.conversations.cleaning",
    "frontdesk.conversations.search_text",
    "frontdesk.conversations.payloads",
    "frontdesk.privacy.masks",
    "frontdesk.line.choices",
    "frontdesk.line.configuration",
    "frontdesk.line.events",
    "frontdesk.line.flex",
    "frontdesk.line.limits",
    "frontdesk.line.menu",
    "frontdesk.line.menu_picture",
    "frontdesk.line.pieces",
    "frontdesk.line.render",
    "frontdesk.line.signature",
    "frontdesk.line.splitting",
    "frontdesk.line.staff_hours",
    "frontdesk.line.typed_text",
    "data_checks",
    "launcher",
)


def _room(module: str) -> str:
    return module.split(".")[0]


@pytest.mark.parametrize("room", ARROWS)
def test_a_room_imports_only_those_it_may(room: str) -> None:
    ours = {_room(module) for module in modules()}
    wrong = {
        f"{module} imports {name}"
        for module in modules()
        if _room(module) == room
        for name in imports_of(module)
        if _room(name) in ours - {room} - ARROWS[room]
    }
    assert sorted(wrong) == []


def test_every_room_has_its_arrows() -> None:
    assert {_room(module) for module in modules()} - {"tests"} == set(ARROWS)


@pytest.mark.parametrize("name", PLAIN)
def test_plain_logic_brings_no_framework_along(name: str) -> None:
    plain = [module for module in modules() if module == name or module.startswith(f"{name}.")]
    assert plain, f"there is no {name} any more: take it off the list, or give its new name"
    wrong = {module: sorted(brings_along(module) & FRAMEWORKS) for module in plain}
    assert {module: frameworks for module, frameworks in wrong.items() if frameworks} == {}


def test_what_runs_in_one_environment_does_not_import_what_is_only_in_the_other() -> None:
    """Django is not in the engine's environment, Rasa not in the other one."""
    wrong = {module: "django" for module in modules() if _room(module) == "engine" and "django" in brings_along(module)}
    for room in ("frontdesk", "clinic", "actions", "data_checks", "launcher"):
        wrong |= {module: "rasa" for module in modules() if _room(module) == room and "rasa" in brings_along(module)}
    assert wrong == {}
