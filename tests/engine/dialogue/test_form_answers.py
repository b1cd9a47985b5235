"""In a form each slot knows what an answer to it looks like; a question stays a question, a red flag a red flag."""

from __future__ import annotations

import pytest

from engine.dialogue.form_answers import Heard, meant

OUT_OF_SCOPE = Heard("out_of_scope", is_understood=True)
UNSURE = Heard("out_of_scope", is_understood=False)
HOURS = Heard("clinic/hours_access", is_understood=True)
STAIRS = Heard("symptom/stairs_pain", is_understood=True)


def intent_of(slot: str, text: str, heard: Heard) -> str | None:
    """The intent, with its one entity where there is one."""
    found = meant(f"booking_{slot}", text, heard)
    if found is None:
        return None
    return ";".join([found.intent, *(f"{name}={value}" for name, value in found.entities.items())])


@pytest.mark.parametrize("heard", [OUT_OF_SCOPE, UNSURE], ids=["out of scope", "unsure"])
@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("name", "田中"), ("name", "たなか はなこ"), ("name", "タナカ"), ("name", "佐藤です"), ("name", "林"), ("name", "John Smith"),
        ("name", "鈴木一郎と申します"), ("name", "はい"), ("phone", "090-1234-5678"), ("phone", "０９０１２３４５６７８"),
        ("phone", "電話は持っていません"), ("wish_first", "来週の火曜"), ("wish_first", "いつでも"), ("wish_second", "12/3"),
        ("wish_first", "来週の火曜は空いてますか?"), ("concern", "膝のこと"), ("email", "a@example.jp"),
    ],
)  # fmt: skip
def test_what_looks_like_an_answer_is_the_answer(slot: str, text: str, heard: Heard) -> None:
    assert intent_of(slot, text, heard) == "form_answer"


@pytest.mark.parametrize(
    "slot", ["name", "phone", "wish_first", "wish_second", "concern", "consent", "confirm", "email"]
)
@pytest.mark.parametrize("text", ["駐車場はありますか", "診療時間を教えてください", "日曜日はやっていますか"])
def test_a_question_is_a_question_at_every_slot(slot: str, text: str) -> None:
    assert intent_of(slot, text, HOURS) is None


@pytest.mark.parametrize(
    "slot", ["name", "phone", "wish_first", "wish_second", "concern", "consent", "confirm", "email"]
)
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("やめる", "stop"), ("やっぱりやめます", "stop"), ("予約はキャンセルします", "stop"), ("もういいです", "stop"), ("戻る", "go_back"),
        ("前の質問に戻ってください", "go_back"), ("もう一度言って", "ask_again"), ("やっぱり電話番号", "edit_booking;field=phone"),
        ("電話番号を直したい", "edit_booking;field=phone"), ("さっきの名前が違います", "edit_booking;field=name"),
        ("日時を変更したい", "edit_booking;field=wish_first"), ("第2希望を変えたい", "edit_booking;field=wish_second"),
        ("訂正したいです", "edit_booking"),
    ],
)  # fmt: skip
def test_a_word_to_the_form_is_heard_at_every_slot(slot: str, text: str, intent: str) -> None:
    assert intent_of(slot, text, OUT_OF_SCOPE) == intent


def test_a_change_that_the_classifier_takes_for_a_cancelling_is_a_change() -> None:
    heard = Heard("cancel_booking", is_understood=True)
    assert intent_of("confirm", "日時を変更したい", heard) == "edit_booking;field=wish_first"
    assert intent_of("confirm", "取り消しでお願いします", heard) == "stop"


@pytest.mark.parametrize(
    ("slot", "text", "intent"),
    [
        ("consent", "はい", "form_choice;answer=consent_yes"), ("consent", "ええよ", "form_choice;answer=consent_yes"),
        ("consent", "同意しません", "form_choice;answer=consent_no"), ("confirm", "これで送信してください", "form_choice;answer=confirm_yes"),
        ("confirm", "ほな、お願いします", "form_choice;answer=confirm_yes"), ("confirm", "いいえ", "edit_booking"),
        ("confirm", "電話番号", "edit_booking;field=phone"), ("wish_second", "特にありません", "form_choice;answer=second_none"),
        ("email", "いりません", "form_choice;answer=email_none"), ("wish_first", "はい", "form_answer"),
    ],
)  # fmt: skip
def test_yes_no_and_none_mean_what_the_slot_asks(slot: str, text: str, intent: str) -> None:
    assert intent_of(slot, text, OUT_OF_SCOPE) == intent


def test_a_complaint_is_what_somebody_wants_to_talk_about_and_no_interruption() -> None:
    assert intent_of("concern", "階段で膝が痛い", STAIRS) == "form_answer"
    assert intent_of("concern", "階段で膝が痛いのはなぜですか", STAIRS) is None


@pytest.mark.parametrize("slot", ["name", "concern", "consent", "confirm"])
def test_what_the_classifier_suspects_to_be_urgent_is_no_answer(slot: str) -> None:
    assert intent_of(slot, "足がおかしい", Heard("red_flag", is_understood=True)) is None


@pytest.mark.parametrize("text", ["山下", "矢目", "戻橋", "前田", "変田", "千賀", "仲間由紀恵", "名前田"])
def test_no_name_is_lost_to_a_word_to_the_form(text: str) -> None:
    assert intent_of("name", text, OUT_OF_SCOPE) == "form_answer"
