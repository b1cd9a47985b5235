"""What an operator does and is told: settings, rich menu, doctor, readiness, expiry (T14)."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from clinic.current import current_profile
from clinic.environment import Environment
from frontdesk.line.configuration import line_settings
from frontdesk.line.doctor import findings
from frontdesk.line.expiry import expire
from frontdesk.line.menu import HEIGHT, WIDTH, bounds, entries, menu_problems, rich_menu
from frontdesk.line.menu_picture import NoFont, picture
from frontdesk.line.models import DailyNumber, InboxEvent, Person, Push
from frontdesk.line.richmenu import put_in_place
from tests.frontdesk.fake_engine import FakeEngine
from tests.frontdesk.line.conftest import pass_time, work
from tests.frontdesk.line.fake_line import FakeLine, Fault
from tests.frontdesk.line.patient import DESTINATION, Patient

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[3]
SECRET = "5" * 32


def problems_of(**variables: str) -> str:
    """What is wrong with these variables, as one text."""
    environment = Environment(variables)
    line_settings(environment, "https://clinic.example")
    try:
        environment.check()
    except Exception as found:
        return str(found)
    return ""


def test_without_a_secret_the_channel_is_off() -> None:
    assert not line_settings(Environment({}), "").is_on


def test_two_secrets_hold_while_one_is_rotated() -> None:
    line = line_settings(Environment({"LINE_CHANNEL_SECRET": f"{SECRET}, {SECRET[:-1]}6"}), "")
    assert len(line.channel_secrets) == 2


def test_a_secret_without_a_token_stops_the_start_in_production() -> None:
    assert "LINE_CHANNEL_ACCESS_TOKEN: is missing" in problems_of(PRODUCTION="1", LINE_CHANNEL_SECRET=SECRET)
    assert problems_of(PRODUCTION="1", LINE_CHANNEL_SECRET=SECRET, LINE_CHANNEL_ACCESS_TOKEN="t") == ""
    assert problems_of(PRODUCTION="1", LINE_CHANNEL_SECRET=SECRET, LINE_CHANNEL_ID="1") == ""
    assert problems_of(LINE_CHANNEL_SECRET=SECRET) == ""
    assert "shorter" in problems_of(PRODUCTION="1", LINE_CHANNEL_SECRET="short", LINE_CHANNEL_ACCESS_TOKEN="t")


def test_pictures_are_shown_only_from_a_site_with_https() -> None:
    assert line_settings(Environment({}), "http://127.0.0.1:8000").public_url == ""
    assert line_settings(Environment({}), "https://clinic.example").public_url == "https://clinic.example"


def test_the_worker_ends_by_itself_while_the_channel_is_off() -> None:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "manage.py", "line_worker"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 0
    assert b"the channel is off" in ended.stderr


def test_the_picture_of_the_menu_is_one_that_line_takes() -> None:
    drawn = picture(current_profile())
    image = Image.open(io.BytesIO(drawn))
    assert image.size == (WIDTH, HEIGHT)
    assert len(drawn) < 1_000_000
    assert drawn == picture(current_profile())
    with pytest.raises(NoFont, match="fonts-noto-cjk"):
        picture(current_profile(), "/nowhere.ttf")


def test_the_menu_names_no_treatment_and_covers_its_picture() -> None:
    menu = rich_menu(current_profile(), b"")
    assert menu_problems(menu) == []
    assert sum(area["bounds"]["width"] * area["bounds"]["height"] for area in menu["areas"]) == WIDTH * HEIGHT
    assert bounds(5) == {"x": 1666, "y": 843, "width": 834, "height": 843}
    labels = [entry.label for entry in entries(current_profile())]
    assert labels == ["予約する", "電話する", "膝・足首の痛み", "自分でできるケア", "よくある質問", "スタッフに相談"]


def test_the_menu_shows_the_hours_once_the_clinic_has_filled_them_in() -> None:
    profile = current_profile()
    filled = profile.model_copy(update={"clinic": profile.clinic.model_copy(update={"hours": "9:00〜18:00"})})
    assert "診療時間・アクセス" in [entry.label for entry in entries(filled)]


def test_set_up_sends_nothing_unless_it_is_told_to(line: FakeLine, tmp_path: Path) -> None:
    said = io.StringIO()
    call_command("line_setup", folder=tmp_path, stdout=said)
    assert "nothing was sent" in said.getvalue()
    assert line.calls == []
    assert json.loads((tmp_path / "richmenu.json").read_text("utf-8"))["chatBarText"] == "メニュー"


def test_set_up_replaces_our_old_menu_and_does_nothing_the_second_time(line: FakeLine, tmp_path: Path) -> None:
    others = {"name": "made in the manager", "size": {}, "areas": []}
    line.menus.menus = {"old": {**others, "name": "knee-ankle-faq 0123456789abcdef"}, "theirs": others}
    for expected in ("made it the default menu", "in place already"):
        said = io.StringIO()
        call_command("line_setup", apply=True, folder=tmp_path, stdout=said)
        assert expected in said.getvalue()
    assert set(line.menus.menus) == {"theirs", line.menus.default}
    assert line.menus.pictures[line.menus.default].startswith(b"\x89PNG")


@pytest.mark.parametrize("step", ["richmenu/validate", "richmenu", "user/all/richmenu/richmenu-1"])
def test_a_set_up_that_fails_leaves_the_old_menu_and_can_be_run_again(
    line: FakeLine, tmp_path: Path, step: str
) -> None:
    line.fail(step, Fault(500))
    with pytest.raises(CommandError, match="run this again"):
        call_command("line_setup", apply=True, folder=tmp_path, stdout=io.StringIO())
    assert line.menus.default == ""
    call_command("line_setup", apply=True, folder=tmp_path, stdout=io.StringIO())
    assert set(line.menus.menus) == {line.menus.default}


@pytest.fixture
def well(line: FakeLine, settings: Settings) -> FakeLine:
    """A channel at which nothing is wrong."""
    settings.PUBLIC_URL = "https://clinic.example"
    settings.LINE = replace(settings.LINE, bot_user_id=DESTINATION)
    drawn = picture(current_profile())
    assert list(put_in_place(rich_menu(current_profile(), drawn), drawn))
    return line


def test_all_is_well(well: FakeLine) -> None:
    assert list(findings()) == []
    said = io.StringIO()
    call_command("line_doctor", stdout=said)
    assert "all is well" in said.getvalue()


def _set(name: str, value: Any) -> Callable[[FakeLine], None]:
    return lambda line: line.info.__setitem__(name, value)


def _nearly_use_up(line: FakeLine) -> None:
    line.quota, line.used = {"type": "limited", "value": 200}, 190


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(_set("chatMode", "bot"), "chat is off", id="chat off"),
        pytest.param(_set("chatMode", "a new value"), "chat is off", id="new chat mode"),
        pytest.param(_set("markAsReadMode", "auto"), "marked read", id="read by itself"),
        pytest.param(_set("userId", "U" + "c" * 32), "LINE_BOT_USER_ID is not", id="another bot"),
        pytest.param(lambda line: line.webhook.update(active=False), "webhook is off", id="webhook off"),
        pytest.param(lambda line: line.webhook.update(endpoint=""), "no webhook address", id="no address"),
        pytest.param(lambda line: line.webhook.update(endpoint="https://x.example/a"), "leads to", id="other address"),
        pytest.param(lambda line: setattr(line, "access_tokens", set()), "does not let us in", id="token"),
        pytest.param(lambda line: setattr(line.menus, "default", ""), "rich menu", id="menu"),
        pytest.param(_nearly_use_up, "190 of 200", id="quota"),
    ],
)
def test_the_doctor_names_what_is_wrong(well: FakeLine, spoil: Callable[[FakeLine], None], says: str) -> None:
    spoil(well)
    assert any(says in sentence for sentence in findings())
    with pytest.raises(CommandError, match="to look at"):
        call_command("line_doctor", stdout=io.StringIO())


def test_the_doctor_knows_of_unusual_events(well: FakeLine, patient: Patient, engine: FakeEngine) -> None:
    patient.send(patient.event("beacon"), patient.event("beacon"))
    work()
    assert "in the last week, 2 times: beacon" in list(findings())


def test_the_front_desk_is_not_ready_while_an_event_waits_too_long(
    line: FakeLine, patient: Patient, engine: FakeEngine, client: Client
) -> None:
    patient.say("膝が痛い")
    assert client.get("/readyz").json()["line"] is True
    pass_time(line, 31)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["line"]) == (503, False)
    work()
    assert client.get("/readyz").status_code == 200


def test_contents_are_wiped_after_a_day_and_ids_kept_for_a_week(
    line: FakeLine, patient: Patient, engine: FakeEngine
) -> None:
    patient.say("膝が痛い")
    patient.say("足首が痛い")
    pass_time(line, 70)
    work()
    assert InboxEvent.objects.exclude(answer="").count() == 2
    expire(timezone.now() + timedelta(hours=25))
    assert set(InboxEvent.objects.values_list("state", "body", "answer")) == {("expired", "", "")}
    expire(timezone.now() + timedelta(days=8))
    assert not InboxEvent.objects.exists()


def test_what_was_remembered_for_an_hour_is_forgotten(line: FakeLine, patient: Patient, engine: FakeEngine) -> None:
    patient.say("昨日転びました")
    work()
    assert Person.objects.get().recent
    expire(timezone.now() + timedelta(minutes=61))
    assert Person.objects.get().recent == ""


def test_old_pushes_and_numbers_go(line: FakeLine, patient: Patient, engine: FakeEngine) -> None:
    patient.say("a")
    work()
    Push.objects.create(person=Person.objects.get(), reason="booking")
    DailyNumber.objects.create(day=timezone.localdate(), what="a", number=1)
    expire(timezone.now() + timedelta(days=92))
    assert not Push.objects.exists()
    assert not DailyNumber.objects.exists()
