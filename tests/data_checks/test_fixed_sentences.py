"""Sentences with one wording stand word for word where words.yml asks for them."""

from __future__ import annotations

import pytest

from tests.data_checks.small_project import TOPIC_FILE, SmallProject, examples

F1 = (
    "一般的な説明で、診断ではありません。急な強い腫れ・発熱・歩けない・しびれ・息苦しさがあるときは、すぐに受診してください"
    "(緊急は119、迷うときは#7119 ※地域により利用不可)。"
)
F2 = (
    "痛みが強くなったら中止してください。"
    "けが・手術・注射のあとや、腫れ・熱があるときは行わず、先に医師にご相談ください。"
)
BALANCE = "転ばないよう、つかまれる場所で行ってください。"
P1 = (
    "金額・日数はページ記載の目安です。回数・追加費用・保険の扱い・リスクは、受ける前に診察やお電話([[clinic.phone]])で"
    "ご確認ください。"
)
DIAGNOSIS = "このチャットでは診断はできません。原因は整形外科で、診察や必要に応じたX線・MRIで調べます。"

IN_PLACE = [
    ("symptom/stairs_pain", f"階段の痛みです。\n\n{F1}"),
    ("selfcare/calf_stretch", f"壁に手をつきます。\n\n{F2}"),
    ("selfcare/single_leg_stand", f"片足で立ちます。\n\n{F2}{BALANCE}"),
    ("treatment/cost", f"費用です。\n\n{P1}"),
    ("ask_diagnosis", f"{DIAGNOSIS}\n\nお大事に。"),
]
OUT_OF_PLACE = [
    ("symptom/stairs_pain", "階段の痛みです。", "F1 is not the last bubble"),
    ("symptom/stairs_pain", f"{F1}\n\n階段の痛みです。", "F1 is not the last bubble"),
    ("symptom/stairs_pain", f"階段の痛みです。{F1}", "F1 is not the last bubble"),
    ("symptom/stairs_pain", f"階段の痛みです。\n\n{F1.replace('発熱・', '')}", "F1 is worded otherwise"),
    ("selfcare/calf_stretch", f"壁に手をつきます。\n\n{F2}{BALANCE}", "F2 is not the last bubble"),
    ("selfcare/single_leg_stand", f"片足で立ちます。\n\n{F2}", "F2 for balance is not the last bubble"),
    ("treatment/cost", "費用です。", "P1 does not end the last bubble"),
    ("treatment/prp", P1.replace("回数・", ""), "P1 is worded otherwise"),
    ("treatment/comparison", f"優劣はありません。\n\n{P1}", "no ranking is worded otherwise"),
    ("ask_diagnosis", f"お大事に。\n\n{DIAGNOSIS}", "no diagnosis is not the first bubble"),
]


def _sentence_problems(project: SmallProject, id_: str, text: str) -> list[str]:
    """The problems with sentences when the small project's topic is another one with this answer."""
    folder = "data/faq" if "/" in id_ else "data/conversation"
    kind = "topics" if "/" in id_ else "intents"
    (project.root / TOPIC_FILE).unlink()
    project.write("topics.yml", f"{kind}:\n- id: {id_}\n  title: 題\n")
    lines = "\n".join(f"      {line}" if line else "" for line in text.split("\n"))
    answer = f"responses:\n  utter_{id_}:\n  - text: |-\n{lines}\n"
    metadata = '    metadata:\n      title: 題\n      source: null\n      reviewed_on: "2026-11-22"\n'
    project.write(f"{folder}/{id_}.yml", examples(id_, "題") + answer + metadata)
    return [problem for problem in project.problems() if " the sentence " in problem]


@pytest.mark.parametrize(("id_", "text"), IN_PLACE, ids=[id_ for id_, _ in IN_PLACE])
def test_a_sentence_in_its_place_passes(id_: str, text: str, project: SmallProject) -> None:
    assert _sentence_problems(project, id_, text) == []


@pytest.mark.parametrize(
    ("id_", "text", "expected"), OUT_OF_PLACE, ids=[f"{id_}: {why}" for id_, _, why in OUT_OF_PLACE]
)
def test_a_sentence_missing_or_reworded_is_reported(id_: str, text: str, expected: str, project: SmallProject) -> None:
    expected = expected.replace(" is worded otherwise", ", which is worded otherwise")
    assert any(expected in problem for problem in _sentence_problems(project, id_, text))
