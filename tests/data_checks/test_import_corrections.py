"""Accepted corrections reach the file of their topic, or nothing is changed: no personal data, no twin, no held-out question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_checks.import_corrections import CorrectionsRefused, import_corrections
from tests.data_checks.small_project import GREET_FILE, HELD_OUT_FILE, TOPIC_FILE, SmallProject


def exported(tmp_path: Path, *rows: object) -> Path:
    file = tmp_path / "corrections.jsonl"
    file.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return file


def refused(project: SmallProject, file: Path) -> str:
    before = (project.root / TOPIC_FILE).read_bytes()
    with pytest.raises(CorrectionsRefused) as error:
        import_corrections(project.root, file, project.contract())
    assert (project.root / TOPIC_FILE).read_bytes() == before
    return "\n".join(map(str, error.value.problems))


def test_a_correction_becomes_the_last_example_of_its_topic_and_nothing_else_changes(
    project: SmallProject, tmp_path: Path
) -> None:
    before = (project.root / TOPIC_FILE).read_text("utf-8").splitlines()
    other = (project.root / GREET_FILE).read_bytes()
    file = exported(tmp_path, {"text": "夕方に  試着したい", "topic": "shoes/fitting", "turn": 7})
    assert import_corrections(project.root, file, project.contract()) == {"shoes/fitting": 1}
    after = (project.root / TOPIC_FILE).read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == ["    - 夕方に 試着したい"]
    assert len(after) == len(before) + 1
    assert (project.root / GREET_FILE).read_bytes() == other


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"text": "090-1234-5678 に電話して", "topic": "shoes/fitting"}, "a phone number"),
        ({"text": "〔氏名〕です", "topic": "shoes/fitting"}, "a masked value"),
        ({"text": "靴の[サイズ](shoe)", "topic": "shoes/fitting"}, "brackets"),
        ({"text": "夕方に試着したい", "topic": "shoes/unknown"}, "no topic"),
        ({"text": " ", "topic": "shoes/fitting"}, "empty"),
        ({"text": 3, "topic": "shoes/fitting"}, "no text"),
        ({"topic": "shoes/fitting"}, "no object with text and topic"),
        ([1], "no object with text and topic"),
    ],
)
def test_what_may_not_be_learnt_changes_nothing(
    project: SmallProject, tmp_path: Path, row: object, reason: str
) -> None:
    good = {"text": "夜に試着したい", "topic": "shoes/fitting"}
    assert reason in refused(project, exported(tmp_path, good, row))


def test_a_twin_is_refused_whether_in_the_data_or_in_the_file(project: SmallProject, tmp_path: Path) -> None:
    known = next(
        line.strip()[2:]
        for line in (project.root / TOPIC_FILE).read_text("utf-8").splitlines()
        if line.startswith("    - ")
    )
    assert "stands in shoes/fitting already" in refused(
        project, exported(tmp_path, {"text": f"{known}!", "topic": "shoes/fitting"})
    )
    twice = {"text": "夜に試着したい", "topic": "shoes/fitting"}
    assert "line 1 of this file" in refused(project, exported(tmp_path, twice, twice))


def test_a_held_out_question_is_refused(project: SmallProject, tmp_path: Path) -> None:
    line = next(line for line in (project.root / HELD_OUT_FILE).read_text("utf-8").splitlines() if "text:" in line)
    question = line.partition("text:")[2].strip().strip("\"'}")
    assert "held-out question" in refused(project, exported(tmp_path, {"text": question, "topic": "shoes/fitting"}))
