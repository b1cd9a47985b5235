"""`make clinic-check` on an empty, a partial, a full and a wrong file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic.check import INNER_NAMES, check
from clinic.items import item_names
from clinic.profile import parse_profile, schema_keys
from clinic.release import BEFORE_RELEASE, blocks_release, missing_keys
from data_checks.profiles import full_profile

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"phone": "050-1869-7918"}
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "9:00-12:00, 14:00-18:00") | {
    "sat": "9:00-12:00",
    "sun": "休み",
}


def run(tmp_path: Path, content: str) -> subprocess.CompletedProcess[str]:
    file = tmp_path / "clinic.yml"
    file.write_text(content, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "CLINIC_FILE": str(file)}
    command = [sys.executable, "-m", "clinic.check"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def report(tmp_path: Path, **sections: Any) -> str:
    file = tmp_path / "clinic.yml"
    file.write_text(yaml.safe_dump({"clinic": PHONE, **sections}, allow_unicode=True), encoding="utf-8")
    is_usable, lines = check(file)
    assert is_usable
    return "\n".join(lines)


def test_an_empty_file_lists_everything_and_says_what_is_answered_meanwhile(tmp_path: Path) -> None:
    shown = report(tmp_path)
    assert "公開の前に必要で、まだ空いている項目: 80件" in shown
    assert "treatments.bme.risks  BME再生療法の主なリスクや副作用" in shown
    assert "このご案内には〔項目の名前〕の情報がありません。お電話(050-1869-7918)でご確認ください。" in shown
    assert "だれにも知らせません" in shown
    assert "希望日時が休診日でも、そのまま受け付けて" in shown


def test_a_partial_file_lists_what_is_left(tmp_path: Path) -> None:
    shown = report(
        tmp_path,
        clinic={**PHONE, "name": "見本クリニック"},
        opening={"hours": WEEK},
        treatments={"prp": {"offered": False}},
        staff={"mail": ["a@clinic.example"]},
    )
    assert "clinic.name" not in shown
    assert "clinic.address" in shown
    assert "treatments.prp." not in shown, "a treatment that is not offered needs no figures"
    assert "月9:00〜12:00・14:00〜18:00" in shown
    assert "日休み(祝日は休み)" in shown
    assert "だれにも知らせません" not in shown


def test_a_full_file_misses_nothing() -> None:
    assert [key for key in missing_keys(full_profile()) if key != "safety.crisis_lines"] == []


def test_a_wrong_file_is_explained_all_at_once_and_fails(tmp_path: Path) -> None:
    ended = run(
        tmp_path, "clinic: {phone: 050}\nbooking: {mode: slots, per_slot: many}\nopening: {hours: {mon: 9-12}}\n"
    )
    assert ended.returncode == 1
    for expected in (
        "clinic.yml に、直すところが",
        "直すまでアシスタントは起動しません",
        "clinic.phone: is the number 50",
        'booking.mode: is the text "slots"; write request or capacity',
        'booking.per_slot: is the text "many"; write a whole number',
        'opening.hours.mon: "9-12" is no hours; write "9:00-12:00, 14:00-18:00", or "closed"',
    ):
        assert expected in ended.stdout


def test_the_report_is_a_success_and_printed(tmp_path: Path) -> None:
    ended = run(tmp_path, 'clinic: {phone: "050-1869-7918"}\n')
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "clinic.yml は正しく書けています。" in ended.stdout


def test_every_key_that_can_be_missing_has_a_name() -> None:
    empty = parse_profile({"clinic": PHONE})
    assert [key for key in missing_keys(empty) if key not in item_names() and key not in INNER_NAMES] == []


@pytest.mark.parametrize("pattern", BEFORE_RELEASE)
def test_what_blocks_a_release_exists(pattern: str) -> None:
    assert any(blocks_release(key) for key in schema_keys() if key.startswith(pattern.removesuffix("*")))
