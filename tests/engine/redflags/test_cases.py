"""What people write fires its rule, and what only comes near fires none. The messages are in cases/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from engine.redflags.combination import TIERS
from engine.redflags.detector import detect

CASES = Path(__file__).parent / "cases"


def _urgent() -> Iterator[tuple[str, str, str]]:
    for path in sorted(CASES.glob("fires_*.yml")):
        for rule, tiers in yaml.safe_load(path.read_text("utf-8")).items():
            for tier, texts in tiers.items():
                yield from ((rule, str(tier), text) for text in texts)


def _harmless() -> Iterator[tuple[str, str]]:
    for why, texts in yaml.safe_load((CASES / "silent.yml").read_text("utf-8")).items():
        yield from ((why, text) for text in texts)


@pytest.mark.parametrize(("rule", "tier", "text"), [pytest.param(*case, id="-".join(case)) for case in _urgent()])
def test_an_urgent_message_fires_its_rule_at_its_tier_or_higher(rule: str, tier: str, text: str) -> None:
    flag = detect(text)
    assert flag is not None
    assert rule in {hit.rule for hit in flag.hits}
    assert TIERS.index(flag.tier) >= TIERS.index(tier)


@pytest.mark.parametrize("text", [pytest.param(text, id=f"{why}-{text}") for why, text in _harmless()])
def test_a_message_that_only_comes_near_fires_no_rule(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("recent", "text", "rule"),
    [(("昨日転びました",), "歩けません", "R4"), (("先週膝に注射をしました", "はい"), "腫れて熱を持っています", "R14")],
)
def test_what_was_told_before_is_context(recent: tuple[str, ...], text: str, rule: str) -> None:
    flag = detect(text, recent)
    assert flag is not None
    assert rule in {hit.rule for hit in flag.hits}


@pytest.mark.parametrize("text", ["", " ", "😀" * 50, "\ud800", "ー" * 500, "\x00", "。" * 300], ids=repr)
def test_no_text_breaks_the_rules(text: str) -> None:
    assert detect(text) is None
