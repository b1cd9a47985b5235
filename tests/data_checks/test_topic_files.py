"""Form of topic and conversation files: each mistake is named with its line."""

from __future__ import annotations

import pytest

from tests.data_checks.small_project import TOPIC_FILE, SmallProject

CHANGES = {
    "version as a number": ('version: "3.1"', "version: 3.1", ":1: version is not the text 3.1"),
    "unknown key": ('version: "3.1"', 'version: "3.1"\nrules: []', "unknown key rules"),
    "key twice": ('version: "3.1"', 'version: "3.1"\nversion: "3.1"', 'the key "version" stands twice'),
    "no YAML": ("nlu:", "nlu: [", "no valid YAML"),
    "example without dash": ("    - 靴の大きさ7", "    靴の大きさ7", ":13: "),
    "examples as a list": ("  examples: |\n", "  examples:\n", "examples is no text"),
    "response without utter_": ("utter_shoes/fitting", "say_shoes/fitting", "does not begin with utter_"),
    "no metadata": ("    metadata:", "    meta:", "without metadata"),
    "day not in quotes": ('"2026-11-22"', "2026-11-22", "reviewed_on is no day"),
    "day that does not exist": ('"2026-11-22"', '"2026-13-22"', "reviewed_on is no day"),
    "no source": ("      source: 靴選びと足部サポート\n", "", "without source"),
    "link to nowhere": (
        "      source:",
        "      links: [{title: 電話, href: 'http://a.example'}]\n      source:",
        "neither to tel:",
    ),
    "uneven table": (
        "      source:",
        "      table: {caption: 靴, columns: [靴, 高さ], rows: [[運動靴]]}\n      source:",
        "uneven",
    ),
    "number in a table": (
        "      source:",
        "      table: {caption: 靴, columns: [靴], rows: [[3]]}\n      source:",
        "holds numbers",
    ),
    "unknown urgency": ("      source:", "      urgency: later\n      source:", "unknown urgency"),
    "condition on no slot": (
        "  - text: |-",
        "  - condition: [{type: entity, name: shoe, value: sneaker}]\n    text: |-",
        "not about a slot",
    ),
    "only a wording with a condition": (
        "  - text: |-",
        "  - condition: [{type: slot, name: shoe, value: sneaker}]\n    text: |-",
        "does not end in one wording without condition",
    ),
    "condition of no slot value": (
        "  - text: |-",
        "  - condition: [{type: slot, name: shoe, value: boot}]\n    text: |-",
        "which domain.yml does not have",
    ),
}


def test_a_project_in_order_has_no_problems(project: SmallProject) -> None:
    assert project.problems() == []


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_mistake_in_form_is_reported(old: str, new: str, expected: str, project: SmallProject) -> None:
    project.change(TOPIC_FILE, old, new)
    found = [problem for problem in project.problems() if expected in problem]
    assert found
    assert found[0].startswith(f"[ERROR] {TOPIC_FILE}:")


def test_all_mistakes_are_reported_at_once(project: SmallProject) -> None:
    project.change(TOPIC_FILE, '"2026-11-22"', "none")
    project.change(TOPIC_FILE, 'version: "3.1"', "version: 3.1")
    assert len(project.problems()) == 2


def test_an_entity_mark_of_domain_yml_passes(project: SmallProject) -> None:
    project.change(TOPIC_FILE, "靴の大きさ7", '[運動靴](shoe)か[革靴]{"entity": "shoe", "value": "sneaker"}')
    assert project.problems() == []


def test_an_unknown_entity_mark_is_reported(project: SmallProject) -> None:
    project.change(TOPIC_FILE, "靴の大きさ7", "[夕方](time)の靴")
    assert any("marks time, no entity of domain.yml" in problem for problem in project.problems())
