"""The project's own data is in order, and its answers keep what no pattern can see."""

from __future__ import annotations

import subprocess
import sys

import pytest

from clinic.profile import Profile
from data_checks.answers import rendered, spoken
from data_checks.contract import load_contract
from data_checks.dialogue_files import read_dialogue_file
from data_checks.project import check_project
from data_checks.responses import Response, Variation
from tests.data_checks.small_project import ROOT

NEUTRAL_ORDER = ["BME再生療法", "PRP治療", "培養幹細胞治療"]
PRICES = {"bme": "14万3千円", "prp": "30〜50万円", "stem_cell": "120〜150万円"}
DAYS = {"bme": "即日", "prp": "3〜4週間", "stem_cell": "6〜8週間"}
SILENT = ["hyaluronic_acid", "shockwave", "medication", "physiotherapy", "orthosis", "conservative", "surgery"]


def _answer(id_: str) -> Response:
    file = read_dialogue_file(ROOT, ROOT / f"data/faq/{id_}.yml")
    return next(response for response in file.responses if response.id == id_)


def _for_treatment(id_: str, treatment: str | None) -> Variation:
    wanted = (("treatment", treatment),) if treatment else ()
    return next(variation for variation in _answer(id_).variations if variation.conditions == wanted)


def _said(variation: Variation, clinic: Profile) -> str:
    return "\n".join(spoken(bubble) for bubble in rendered(variation, clinic))


def test_the_data_has_no_problems() -> None:
    assert [str(problem) for problem in check_project(ROOT)] == []


def test_the_list_has_64_topics_and_21_intents() -> None:
    contract = load_contract()
    assert sum("/" in id_ for id_ in contract.topics) == 64
    assert sum("/" not in id_ for id_ in contract.topics) == 21


@pytest.mark.parametrize("id_", ["treatment/comparison", "treatment/cost", "treatment/duration"])
def test_the_tables_keep_the_order_of_the_page_and_mark_no_row(id_: str) -> None:
    table = _for_treatment(id_, None).metadata["table"]
    assert [row[0] for row in table["rows"]] == NEUTRAL_ORDER


@pytest.mark.parametrize("treatment", PRICES)
@pytest.mark.parametrize(("id_", "figures"), [("treatment/cost", PRICES), ("treatment/duration", DAYS)])
def test_a_figure_is_given_for_the_treatment_asked_about_alone(
    id_: str, figures: dict[str, str], treatment: str, empty_clinic: Profile
) -> None:
    said = _said(_for_treatment(id_, treatment), empty_clinic)
    assert {name for name, figure in figures.items() if figure in said} == {treatment}


@pytest.mark.parametrize("treatment", SILENT)
def test_no_price_is_made_up_where_the_page_is_silent(treatment: str, empty_clinic: Profile) -> None:
    said = _said(_for_treatment("treatment/cost", treatment), empty_clinic)
    assert "の情報がありません" in said
    assert "円" not in said


@pytest.mark.parametrize("treatment", ["hyaluronic_acid", "shockwave", "surgery", "bme"])
def test_no_risk_is_made_up_where_the_page_is_silent(treatment: str, empty_clinic: Profile) -> None:
    assert "の情報がありません" in _said(_for_treatment("treatment/side_effects", treatment), empty_clinic)


def test_prp_and_stem_cells_are_told_without_bme_under_regenerative_medicine(empty_clinic: Profile) -> None:
    for id_ in ("treatment/cost", "treatment/duration", "treatment/side_effects"):
        said = _said(_for_treatment(id_, "regenerative"), empty_clinic)
        assert "BME" not in said
        assert "幹細胞" in said


def test_a_filled_in_clinic_gives_sessions_costs_and_risks_in_the_bubble_of_the_price(full_clinic: Profile) -> None:
    (bubble, *_) = rendered(_for_treatment("treatment/cost", "bme"), full_clinic)
    for word in (
        "14万3千円",
        "総額(税込)",
        "回数",
        "期間",
        "追加費用",
        "主なリスク・副作用",
        "確認日",
        "ページ記載の目安",
    ):
        assert word in bubble["text"]


def test_a_clinic_without_opening_hours_says_so_once_and_offers_the_phone(empty_clinic: Profile) -> None:
    (bubble,) = rendered(_answer("clinic/hours_access").variations[0], empty_clinic)
    assert bubble["text"].count("情報がありません") == 1
    assert [link["href"] for link in bubble["links"]] == ["tel:05018697918"]
    assert bubble["quick_replies"]


def test_the_command_prints_each_problem_and_ends_with_1() -> None:
    script = (
        "import sys; from pathlib import Path; import data_checks.__main__ as command;"
        "command.ROOT = Path(sys.argv[1]); sys.exit(command.main())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(ROOT / "tests" / "data_checks")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert all(line.startswith("[ERROR] ") for line in run.stdout.splitlines())
    assert "there is no file for mechanism/kinetic_chain" in run.stdout


def test_the_checks_need_neither_django_nor_rasa() -> None:
    script = "import sys, data_checks.project; sys.exit(int(bool({'django', 'rasa'} & set(sys.modules))))"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
