"""A red flag stays active until one of four things ends it; a higher one replaces a lower one, never the reverse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.conversations.red_flags.active import ActiveFlag, after_reply, after_silence, after_words, found

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def flag(tier: str, rule: str = "R2", quiet_turns: int = 0) -> ActiveFlag:
    return ActiveFlag(rule, tier, NOW, quiet_turns)


def test_a_crisis_is_a_tier_of_its_own() -> None:
    assert found("R16", "119", NOW).tier == "crisis"
    assert found("R1", "119", NOW).tier == "119"


@pytest.mark.parametrize(
    ("active", "new", "remains"),
    [
        pytest.param(flag("soon"), flag("today"), "today", id="higher"),
        pytest.param(flag("today"), flag("119"), "119", id="highest"),
        pytest.param(flag("119"), flag("crisis"), "crisis", id="crisis"),
        pytest.param(flag("119"), flag("today"), "119", id="lower"),
        pytest.param(flag("crisis"), flag("119"), "crisis", id="119 in a crisis"),
        pytest.param(None, flag("soon"), "soon", id="first"),
        pytest.param(flag("today"), None, "today", id="none"),
        pytest.param(None, None, None, id="never"),
    ],
)
def test_a_higher_tier_replaces_a_lower_one_never_the_reverse(
    active: ActiveFlag | None, new: ActiveFlag | None, remains: str | None
) -> None:
    after = after_reply(active, new)
    assert (after and after.tier) == remains


def test_of_two_of_a_tier_the_newer_counts_but_the_classifier_not_against_a_rule() -> None:
    newer = after_reply(flag("today", "R2"), flag("today", "R3"))
    by_classifier = after_reply(flag("today", "R2"), flag("today", "CLF"))
    by_rule = after_reply(flag("today", "CLF"), flag("today", "R3"))
    assert [kept.rule for kept in (newer, by_classifier, by_rule) if kept] == ["R3", "R2", "R3"]


def test_a_lower_red_flag_begins_the_count_of_quiet_turns_anew() -> None:
    after = after_reply(flag("119", quiet_turns=2), flag("soon"))
    assert after == flag("119")


@pytest.mark.parametrize("text", ["大丈夫です", "わかりました", "ありがとう"])
def test_a_courtesy_neither_ends_it_nor_counts(text: str) -> None:
    assert after_words(flag("soon", quiet_turns=2), text) == flag("soon", quiet_turns=2)


@pytest.mark.parametrize("tier", ["soon", "today", "119", "crisis"])
def test_care_that_was_sought_ends_every_tier(tier: str) -> None:
    assert after_words(flag(tier), "救急車を呼びました") is None


@pytest.mark.parametrize(("tier", "ends"), [("soon", True), ("today", True), ("119", False), ("crisis", False)])
def test_a_correction_ends_the_lower_tiers_only(tier: str, ends: bool) -> None:
    assert (after_words(flag(tier), "昔の話です") is None) == ends


def test_three_turns_in_a_row_about_something_else_end_it() -> None:
    active: ActiveFlag | None = flag("119")
    spoken = []
    for text in ("駐車場はありますか", "費用は", "まだ痛い", "駐車場は", "費用は", "電話番号は", "何時まで"):
        active = after_words(active, text)
        spoken.append(active is not None)
        active = after_reply(active, None)
    assert spoken == [True, True, True, True, True, True, False]


@pytest.mark.parametrize(("minutes", "ends"), [(719, False), (720, False), (721, True)])
def test_a_long_silence_ends_it(minutes: int, ends: bool) -> None:
    assert (after_silence(flag("119"), timedelta(minutes=minutes), timedelta(minutes=720)) is None) == ends
