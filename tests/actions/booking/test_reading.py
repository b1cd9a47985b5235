"""Names, phone numbers and mail addresses as people type them, and what is none."""

from __future__ import annotations

import pytest

from actions.booking.emails import EmailRefused, read_email
from actions.booking.names import NameRefused, read_name
from actions.booking.phones import PhoneRefused, read_phone

OWN = "050-1869-7918"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("田中", "田中"), ("田中 花子", "田中 花子"), ("田中　花子です", "田中 花子"), ("たなかはなこ", "たなかはなこ"), ("ﾀﾅｶ ﾊﾅｺ", "タナカ ハナコ"),
        ("名前は佐々木です", "佐々木"), ("私は鈴木一郎と申します。", "鈴木一郎"), ("中村いいます", "中村"), ("林だ", "林"), ("John Smith", "John Smith"),
        ("O'Brien", "O'Brien"), ("マイケル・ジョーンズ", "マイケル・ジョーンズ"), ("山田です、よろしくお願いします", "山田"), ("𠮷田", "𠮷田"), ("三ヶ島", "三ヶ島"),
    ],
)  # fmt: skip
def test_a_name_is_taken_without_what_is_said_around_it(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "はい",
        "いいえ",
        "12345",
        "なし",
        "匿名",
        "名前は言いたくない",
        "教えません",
        "???",
        "😀",
        "a@b.jp",
        "膝",
        "膝が痛い。",
        "予約したい",
        "あ" * 41,
        " ",
    ],
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(NameRefused):
        read_name(text)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("090-1234-5678", "090-1234-5678"), ("09012345678", "090-1234-5678"), ("０９０−１２３４−５６７８", "090-1234-5678"),
        ("090 1234 5678", "090-1234-5678"), ("090ー1234ー5678", "090-1234-5678"), ("090の1234の5678", "090-1234-5678"),
        ("電話は090-1234-5678です", "090-1234-5678"), ("(03)3456-7890", "03-3456-7890"), ("0334567890", "03-3456-7890"),
        ("+81 90 1234 5678", "090-1234-5678"), ("+819012345678", "090-1234-5678"), ("〇九〇一二三四五六七八", "090-1234-5678"),
        ("ゼロ90-1234-5678", "090-1234-5678"), ("045.123.4567", "045-123-4567"), ("050-3456-7890", "050-3456-7890"),
        ("携帯 070-1234-5678 か 自宅", "070-1234-5678"),
    ],
)  # fmt: skip
def test_a_phone_number_is_read_however_it_is_written(text: str, phone: str) -> None:
    assert read_phone(text, OWN) == phone


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ありません", "none"), ("", "none"), ("090-1234-567", "short"), ("1234-5678", "short"), ("090-1234-56789", "long"),
        ("119", "emergency"), ("#7119", "emergency"), ("050-1869-7918", "own"), ("05018697918", "own"), ("000-0000-0000", "long"),
        ("0120-123-456", "unknown"),
    ],
)  # fmt: skip
def test_what_is_no_number_to_call_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(PhoneRefused) as refused:
        read_phone(text, OWN)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("hanako@example.jp", "hanako@example.jp"), ("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ", "hanako@example.jp"), ("メールはhanako@example.jpです", "hanako@example.jp"),
        ("<hanako.t+knee@mail.example.co.jp>", "hanako.t+knee@mail.example.co.jp"),
    ],
)  # fmt: skip
def test_a_mail_address_is_taken_out_of_its_sentence(text: str, email: str) -> None:
    assert read_email(text) == email


@pytest.mark.parametrize(
    "text", ["hanako", "hanako@", "@example.jp", "hanako@example", "なし", "a b@c", "x@" + "y" * 300 + ".jp"]
)
def test_what_is_no_mail_address_is_refused(text: str) -> None:
    with pytest.raises(EmailRefused):
        read_email(text)
