"""A message is out of scope when both out-of-scope topics together say so, however they share it between them."""

from __future__ import annotations

import pytest

from engine.topics.outside import outside_weighed

LEAST = 0.3


def test_both_kinds_of_out_of_scope_count_together() -> None:
    ranking = [("shoes/fitting", 0.5), ("out_of_scope_medical", 0.2), ("out_of_scope", 0.15), ("exam/mri", 0.1)]
    weighed = outside_weighed(ranking, LEAST)
    assert [topic for topic, _ in weighed] == ["out_of_scope_medical", "shoes/fitting", "exam/mri"]
    assert weighed[0][1] == pytest.approx(0.35)


def test_the_other_topics_keep_their_order_and_can_be_suggested() -> None:
    ranking = [("out_of_scope", 0.4), ("shoes/fitting", 0.35), ("exam/mri", 0.2)]
    assert outside_weighed(ranking, LEAST)[1:] == ranking[1:]


@pytest.mark.parametrize(
    "ranking",
    [
        [],
        [("shoes/fitting", 0.9), ("exam/mri", 0.1)],
        [("shoes/fitting", 0.7), ("out_of_scope", 0.2), ("out_of_scope_medical", 0.09)],
    ],
    ids=["nothing read", "no out-of-scope topic", "too little"],
)
def test_less_changes_nothing(ranking: list[tuple[str, float]]) -> None:
    assert outside_weighed(ranking, LEAST) == ranking
