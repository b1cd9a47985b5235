"""What the clinic's page says is what a patient reads, asked in everyday words: a dozen facts of different topics."""

from __future__ import annotations

import re

import pytest

from tests.conversations.visitor import Visitor


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        pytest.param("BME再生療法の費用はいくらですか", [r"14万3(千|,000)円", "リスク"], id="cost of BME"),
        pytest.param("培養幹細胞治療の値段を教えてください", ["120.{1,3}150万円"], id="cost of stem cells"),
        pytest.param("PRPは何週間くらいかかりますか", ["3.{1,3}4週間"], id="duration of PRP"),
        pytest.param("壁を使ったふくらはぎのストレッチは何秒やればいいですか", ["30秒", "3回"], id="calf stretch"),
        pytest.param("片足立ちは何秒くらい続ければいいの?", ["30秒", "つかま|支え"], id="single-leg stand"),
        pytest.param("ヒールの高さは何センチくらいがいいですか", [r"2.{1,3}3 ?cm"], id="heel height"),
        pytest.param("靴のサイズは何時ごろ合わせるのがいいですか", ["夕方"], id="fitting shoes"),
        pytest.param("膝が痛いときは何科に行けばいいですか", ["整形外科"], id="department"),
        pytest.param("半月板や靭帯はレントゲンでわかりますか", ["MRI"], id="imaging"),
        pytest.param("保存療法はどれくらい続ければいいですか", [r"3.{1,4}6か月"], id="conservative treatment"),
        pytest.param("定期的な受診は年に何回くらい必要ですか", [r"年に1.{1,3}2回"], id="regular visits"),
        pytest.param("相談の電話番号を教えて", ["050-1869-7918", "ブログを見て膝の相談をしたい"], id="phone"),
    ],
)
def test_a_question_gets_the_fact_of_the_page(visitor: Visitor, question: str, facts: list[str]) -> None:
    said = visitor.ask(question).said
    assert [fact for fact in facts if not re.search(fact, said)] == [], said


def test_the_opening_hours_that_the_page_does_not_give_are_not_made_up(visitor: Visitor) -> None:
    said = visitor.ask("診療時間は何時から何時までですか").said
    assert "情報がありません" in said
    assert "050-1869-7918" in said
    assert not re.search(r"\d{1,2}(:|時)\d{2}|\d{1,2}時", said)


def test_the_comparison_is_a_table_with_a_row_for_each_treatment(visitor: Visitor) -> None:
    tables = [message["table"] for message in visitor.ask("治療法の比較").messages if message.get("table")]
    (table,) = tables
    assert len(table["rows"]) == 3
    assert all(len(row) == len(table["columns"]) for row in table["rows"])
