"""A text is judged with the user's last turns: they add context, and never fire again by themselves."""

from __future__ import annotations

import pytest

from engine.redflags.detector import detect


@pytest.mark.parametrize(
    ("recent", "text", "rule"),
    [
        (["昨日転びました"], "歩けません", "R4"),
        (["さっき階段から落ちました"], "足首が激痛です", "R4"),
        (["先週膝の手術をしました"], "熱が38度あります", "R14"),
        (["昨日膝に注射しました", "はい"], "赤く腫れてきました", "R14"),
        (["3歳の子どもです"], "足をつこうとしません", "R13"),
        (["ワーファリンを飲んでいます"], "膝をぶつけました", "R15"),
        (["ギプスをしています"], "指がしびれて動きません", "R5"),
        (["膝が腫れています"], "熱が39度出てきました", "R3"),
        (["足首が腫れて痛いです"], "さっきひねりました", "R9"),
    ],
)
def test_context_of_earlier_turns_completes_a_rule(recent: list[str], text: str, rule: str) -> None:
    flag = detect(text, recent)
    assert flag is not None
    assert rule in {hit.rule for hit in flag.hits}


@pytest.mark.parametrize(
    ("recent", "text"),
    [
        (["息が苦しいです"], "駐車場はありますか"),
        (["膝が真っ赤に腫れて熱があります"], "わかりました"),
        (["昨日転んで歩けません"], "予約できますか"),
        (["十年前に手術しました"], "膝の内側が痛いです"),
        (["注射は痛いですか"], "腫れることはありますか"),
        (["転んではいません"], "膝が痛いです"),
    ],
)
def test_earlier_turns_alone_fire_nothing(recent: list[str], text: str) -> None:
    assert detect(text, recent) is None


def test_context_older_than_three_turns_is_forgotten() -> None:
    assert detect("足をつこうとしません", ["3歳の子どもです", "はい", "膝です", "そうです"]) is None


def test_all_hits_are_kept_and_the_most_urgent_leads() -> None:
    flag = detect("昨日転んで歩けません。胸も痛いです")
    assert flag is not None
    assert (flag.tier, flag.rule) == ("119", "R1")
    assert {"R1", "R4", "R17"} <= {hit.rule for hit in flag.hits}
