"""Every fixed Japanese sentence of the web channel, in one place. The notice's wording is reviewed as it stands."""

from __future__ import annotations

from typing import Any

from clinic.profile import Profile
from frontdesk.conversations.sentences import call_link

EMERGENCY = "緊急のときは119番へ電話してください。"
CALL_119 = {"title": "119番へ電話する", "href": "tel:119"}

HEADING = "膝・足首の痛み 相談チャット"
HEADING_OF_CLINIC = "{name} 相談チャット"

NOTICE = (
    "自動応答のご案内です。診断はできません。緊急のときは119番へ電話してください。\n"
    "会話は、品質と安全の確認のため個人情報をできるだけ伏せて{days}日間記録し、スタッフが読むことがあります。\n"
    "お名前・電話番号・住所・生年月日・診察券番号は書かないでください(予約の入力を除く)。\n"
    "「履歴を削除」で当院側の記録を消せます(LINEでは、トーク画面の表示は残ります)。詳しくは「個人情報について」へ。"
)
NOTICE_REPLY = {"title": "個人情報について", "payload": "v1;intent;privacy"}
GREETING = "膝・足首の痛みのご案内です。下から選ぶか、書いてお送りください。"
QUICK_REPLIES = (
    {"title": "痛みの原因", "payload": "v1;topic;mechanism/kinetic_chain"},
    {"title": "自分でできるケア", "payload": "v1;topic;selfcare/overview"},
    {"title": "靴の選び方", "payload": "v1;topic;shoes/choosing"},
    {"title": "検査と受診", "payload": "v1;topic;exam/department"},
    {"title": "無料カウンセリングの予約", "payload": "v1;intent;book_counseling"},
    {"title": "電話・スタッフに相談", "payload": "v1;intent;handoff_phone"},
)
HOURS_REPLY = {"title": "診療時間・アクセス", "payload": "v1;topic;clinic/hours_access"}

APOLOGY = "申し訳ありません。ただいまお答えできません。お電話({phone})でお尋ねください。\n" + EMERGENCY

# By error code. {help} is the phone number and the emergency line.
HELP = "お急ぎのときはお電話({phone})へ。" + EMERGENCY
ERRORS = {
    "invalid_json": "送信の形式が正しくありません。画面を読み込み直して、もう一度お送りください。",
    "invalid": "送信の内容が正しくありません。画面を読み込み直して、もう一度お送りください。",
    "empty": "メッセージを入力してください。",
    "unknown_payload": "このボタンは使えなくなりました。別のボタンを選ぶか、文字でお送りください。",
    "token": "時間がたったため、この会話は続けられません。新しい会話を始めてください。",
    "origin": "このページからはご利用いただけません。",
    "not_found": "お探しのページはありません。",
    "method": "この操作はできません。",
    "too_long": "メッセージが長すぎます。500文字以内に短くしてお送りください。{help}",
    "too_many": "送信が続いたため、少し時間をおいてからお送りください。{help}",
    "busy": "前のメッセージへの返事を準備しています。少し待ってからお送りください。{help}",
    "unavailable": "ただいまご利用いただけません。少し時間をおいて、もう一度お送りください。{help}",
}


def opening(profile: Profile, retention_days: int) -> list[dict[str, Any]]:
    """The bubbles a conversation begins with: the notice, then the greeting with its quick replies."""
    quick_replies = list(QUICK_REPLIES)
    if profile.clinic.hours or profile.clinic.access:
        quick_replies.append(HOURS_REPLY)
    return [
        {"text": NOTICE.format(days=retention_days), "quick_replies": [NOTICE_REPLY]},
        {"text": GREETING, "quick_replies": quick_replies},
    ]


def apology(profile: Profile) -> dict[str, Any]:
    """The bubble for a turn that the engine did not answer: the phone number, never silence."""
    return {"text": APOLOGY.format(phone=profile.clinic.phone), "links": [call_link(profile), CALL_119]}


def error_message(code: str, profile: Profile) -> str:
    """What a visitor reads for an error code."""
    return ERRORS[code].format(help=HELP.format(phone=profile.clinic.phone))


def heading(profile: Profile) -> str:
    """The name above the chat."""
    return HEADING_OF_CLINIC.format(name=profile.clinic.name) if profile.clinic.name else HEADING
