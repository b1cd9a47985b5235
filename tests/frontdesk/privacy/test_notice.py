"""Notice and privacy answer name the days that are really kept."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.frontdesk.fake_engine import FakeEngine, answer, reply
from tests.frontdesk.visitor import Visitor, replies

pytestmark = pytest.mark.django_db(transaction=True)


def test_notice_and_answer_name_the_days_of_the_settings(engine: FakeEngine, settings: Settings) -> None:
    settings.TRANSCRIPT_RETENTION_DAYS, settings.BACKUP_RETENTION_DAYS = 30, 7
    engine.behaviour = answer(reply("[[privacy.retention_days]]日間、控えは[[privacy.backup_days]]日以内"))
    visitor = Visitor()
    assert "個人情報をできるだけ伏せて30日間記録し" in visitor.opening[0]["text"]
    assert replies(visitor.say("個人情報は")) == ["30日間、控えは7日以内"]


def test_the_visitor_is_told_how_to_erase_before_anything_is_said() -> None:
    assert "「履歴を削除」で当院側の記録を消せます" in Visitor().opening[0]["text"]
