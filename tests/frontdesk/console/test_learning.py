"""From an unanswered question to an example: groups, verdicts, what may not be learnt, export, live. Nothing personal leaves."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from data_checks.import_corrections import import_corrections
from frontdesk.console.learning.data_folder import taught
from frontdesk.console.learning.grouping import regroup
from frontdesk.console.models import Candidate, Group, Verdict
from frontdesk.console.roles import Role
from frontdesk.conversations.models import Turn
from tests.data_checks.small_project import TOPIC_FILE, make_small_project
from tests.frontdesk.console.staff import audited, conversation, signed_in

pytestmark = pytest.mark.django_db

State = Candidate.State


@pytest.fixture
def editor() -> Client:
    return signed_in("editor", Role.EDITOR)


def unanswered(*texts: str) -> None:
    for text in texts:
        conversation(text, outcome="fallback", confidence=0.2)


def candidate(text: str = "正座はできますか") -> Candidate:
    owner = conversation(text, outcome="fallback", confidence=0.2)
    client = signed_in(f"editor{Candidate.objects.count()}", Role.EDITOR)
    verdict = {"kind": "other", "topic": "selfcare/overview"}
    client.post(f"/console/conversations/{owner.pk}/turns/1/verdict", verdict)
    return Candidate.objects.get(turn__conversation=owner)


def accept(client: Client, one: Candidate, text: str, topic: str = "selfcare/overview") -> str:
    data = {"action": "accept", "text": text, "topic": topic}
    return client.post(f"/console/training/{one.pk}", data, follow=True).content.decode()


# ---- groups


def test_the_same_question_in_other_words_is_one_group_and_others_are_not_in_it(editor: Client) -> None:
    unanswered("送迎はありますか", "送迎バスはありますか", "送迎はありますでしょうか", "犬の散歩をしてもいいですか")
    assert regroup() == 2
    page = editor.get("/console/unanswered/")
    assert [len(one["turns"]) for one in page.context["groups"]] == [3]
    assert page.context["groups"][0]["group"].representative == "送迎はありますか"
    assert [len(one["turns"]) for one in page.context["singles"]] == [1]


def test_answered_erased_and_old_questions_are_in_no_group() -> None:
    conversation("靴の選び方")
    unanswered("送迎はありますか")
    old = conversation("送迎は", outcome="fallback", started_at=timezone.now() - timedelta(days=91))
    assert old.turns.count() == 1
    Turn.objects.filter(text="送迎はありますか").update(text=None)
    assert regroup() == 0


def test_a_question_rated_down_is_a_question_without_an_answer() -> None:
    owner = conversation("膝が痛い")
    Turn.objects.create(
        conversation=owner, client_id=owner.pk, number=3, kind="payload", payload="v1;rate;down;2", text="👎"
    )
    assert regroup() == 1
    assert Group.objects.get().representative == "膝が痛い"


def test_a_group_stays_the_same_when_half_of_it_recurs_and_what_was_decided_stays_until_it_doubles(
    editor: Client,
) -> None:
    unanswered("送迎はありますか", "送迎はありますか?", "送迎はありますか。")
    regroup()
    group = Group.objects.get()
    editor.post(f"/console/unanswered/{group.pk}", {"action": "later"})
    unanswered("送迎はありますか!", "送迎はありますかね")
    regroup()
    again = Group.objects.get()
    assert (again.pk, again.state, again.size) == (group.pk, "later", 5)
    unanswered("送迎はありますかー")
    regroup()
    assert Group.objects.get().state == "open"


def test_grouping_is_the_workers_and_no_page_loads_the_library() -> None:
    import subprocess
    import sys

    code = "import django, sys; django.setup(); import frontdesk.urls; sys.exit('sklearn' in sys.modules)"
    environment = {"DJANGO_SETTINGS_MODULE": "frontdesk.settings", "DATABASE_URL": "sqlite:///var/none.sqlite3"}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


def test_a_group_becomes_candidates_of_a_topic_once_for_each_text(editor: Client) -> None:
    unanswered("送迎はありますか", "送迎はありますか", "送迎バスはありますか")
    regroup()
    group = Group.objects.get()
    assert (
        "追加するトピックを選んでください"
        in editor.post(
            f"/console/unanswered/{group.pk}", {"action": "added", "topic": ""}, follow=True
        ).content.decode()
    )
    editor.post(f"/console/unanswered/{group.pk}", {"action": "added", "topic": "clinic/phone"})
    assert sorted(Candidate.objects.values_list("text", "topic")) == [
        ("送迎はありますか", "clinic/phone"),
        ("送迎バスはありますか", "clinic/phone"),
    ]
    assert editor.get("/console/unanswered/").context["groups"] == []


# ---- verdicts


@pytest.mark.parametrize(("kind", "topic"), [("other", "clinic/phone"), ("outside", "out_of_scope")])
def test_a_verdict_makes_a_candidate_with_what_was_there_before(editor: Client, kind: str, topic: str) -> None:
    owner = conversation("犬の散歩", outcome="fallback", confidence=0.3, model="m1")
    url = f"/console/conversations/{owner.pk}/turns/1/verdict"
    editor.post(url, {"kind": kind, "topic": "clinic/phone"})
    one = Candidate.objects.get()
    assert (one.text, one.topic, one.before, one.confidence, one.model, one.editor) == (
        "犬の散歩", topic, "selfcare/overview", 0.3, "m1", "editor",
    )  # fmt: skip
    editor.post(url, {"kind": "right"})
    assert not Candidate.objects.exists()
    assert Verdict.objects.get().kind == "right"


def test_a_button_and_an_unknown_topic_make_no_candidate(editor: Client) -> None:
    owner = conversation("電話番号", kind="payload")
    page = editor.post(f"/console/conversations/{owner.pk}/turns/1/verdict", {"kind": "outside"}, follow=True)
    assert "判定できません" in page.content.decode()
    other = conversation("犬")
    page = editor.post(
        f"/console/conversations/{other.pk}/turns/1/verdict", {"kind": "other", "topic": "x"}, follow=True
    )
    assert "正しいトピックを選んでください" in page.content.decode()
    assert not Candidate.objects.exists()


# ---- acceptance


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("〔氏名〕は正座できますか", "伏せ字"), ("090-1234-5678に電話ください", "個人情報"),
        ("山田太郎と申します", "個人情報"), (" ", "1文字以上"), ("あ" * 201, "200文字以内"),
        ("カウンセリングは本当に無料ですか", "すでに学習データ"), ("おはよーございます、初めて書き込みます", "性能を測るため"),
    ],
)  # fmt: skip
def test_what_may_not_be_learnt_is_refused_with_its_reason_and_kept_as_written(
    editor: Client, text: str, reason: str
) -> None:
    one = candidate()
    page = accept(editor, one, text)
    assert reason in page
    assert text.strip() in page
    one.refresh_from_db()
    assert one.state == State.CANDIDATE


def test_the_same_text_is_accepted_once(editor: Client) -> None:
    first, second = candidate("正座はできますか"), candidate("正座 できますか?")
    assert "採用しました" in accept(editor, first, "正座はできますか")
    assert "すでに採用されています" in accept(editor, second, "正座はできますか!", "clinic/phone")


def test_an_export_holds_no_visitor_and_closes_what_it_holds(editor: Client) -> None:
    one = candidate("犬の散歩と正座はできますか")
    accept(editor, one, "犬の散歩と正座はできますか")
    response = editor.post("/console/training/export", {"kind": "jsonl"})
    (row,) = [json.loads(line) for line in response.content.decode().splitlines()]
    assert set(row) == {"turn", "text", "topic", "before", "confidence", "model", "date"}
    assert str(one.turn.conversation_id) not in response.content.decode()
    assert Candidate.objects.get().state == State.EXPORTED
    assert audited("export")[0].rows == 1
    assert "採用したものがありません" in editor.post("/console/training/export", {}, follow=True).content.decode()
    assert "変更できません" in accept(editor, one, "別の文です")


@pytest.mark.parametrize("kind", ["csv", "yml"])
def test_the_other_forms_of_the_export_can_be_read(editor: Client, kind: str) -> None:
    accept(editor, one := candidate("犬の散歩: 正座 #1"), one.text)
    content = editor.post("/console/training/export", {"kind": kind}).content.decode()
    assert "犬の散歩: 正座 #1" in content
    if kind == "yml":
        import yaml

        assert yaml.safe_load(content)["nlu"] == [{"intent": "selfcare/overview", "examples": "- 犬の散歩: 正座 #1\n"}]


def test_the_loop_closes_an_exported_correction_in_the_deployed_data_is_live(
    editor: Client, tmp_path: Path, settings: Settings
) -> None:
    project = make_small_project(tmp_path)
    settings.BASE_DIR = tmp_path
    owner = conversation("夜に試着してもよいか", outcome="fallback")
    editor.post(f"/console/conversations/{owner.pk}/turns/1/verdict", {"kind": "other", "topic": "shoes/fitting"})
    one = Candidate.objects.get()
    accept(editor, one, "夜に試着してもいい?", "shoes/fitting")
    file = tmp_path / "corrections.jsonl"
    file.write_bytes(editor.post("/console/training/export", {"kind": "jsonl"}).content)
    editor.get("/console/training/")
    assert Candidate.objects.get().state == State.EXPORTED
    import_corrections(tmp_path, file, project.contract())
    assert "夜に試着してもいい?" in (tmp_path / TOPIC_FILE).read_text("utf-8")
    assert "反映済み 1" in editor.get("/console/training/").content.decode()


def test_an_imported_correction_is_not_live_before_the_model_is_trained(
    editor: Client, tmp_path: Path, settings: Settings
) -> None:
    import os

    one = candidate("靴の大きさ7")
    make_small_project(tmp_path)
    settings.BASE_DIR = tmp_path
    Candidate.objects.update(topic="shoes/fitting", state=State.EXPORTED, folded="靴の大きさ7")
    model = tmp_path / "models" / "assistant.tar.gz"
    model.parent.mkdir()
    model.write_bytes(b"")
    os.utime(model, (0, 0))
    editor.get("/console/training/")
    one.refresh_from_db()
    assert one.state == State.EXPORTED
    os.utime(model)
    editor.get("/console/training/")
    one.refresh_from_db()
    assert one.state == State.LIVE


def test_every_topic_has_a_title_and_the_examples_are_read() -> None:
    known = taught()
    assert len(known.examples) > 5_000
    assert len(known.held_out) > 500
    assert [topic for topic in known.titles if "/" in topic and not known.titles[topic]] == []
