"""Every fixed Japanese sentence that only LINE says. The notice itself is the one of all channels."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from clinic.profile import Profile
from frontdesk.chat.sentences import (
    CALL_119,
    EMERGENCY,
    GREETING,
    HOURS_REPLY,
    NOTICE,
    NOTICE_REPLY,
    QUICK_REPLIES,
    error_message,
)
from frontdesk.conversations.sentences import call_link
from frontdesk.line.staff_hours import staff_hours

Bubble = dict[str, Any]

# What these buttons carry stays between LINE and the front desk; the engine does not know it.
CONSENT = {"title": "同意して始める", "payload": "v1;line;consent"}
RESULT = {"title": "結果を見る", "payload": "v1;line;result"}
STAFF = {"title": "スタッフに相談", "payload": "v1;intent;handoff_phone"}
OWN_BUTTONS = (CONSENT, RESULT)

WELCOME_BACK = "ふたたびのご登録、ありがとうございます。"
ON_LINE = (
    "写真や、診察券・保険証の番号は送らないでください。\n"
    "強い痛み・足の変形・しびれ・発熱があるときは、返信を待たずに医療機関を受診してください。"
    "緊急のときは119番へ。当院へのご連絡はお電話({phone})でお願いします。\n"
    "{staff}\n"
    "同意されるまで文章は残しません(話題と時刻だけを残します)。ご質問には、同意の前でもお答えします。"
)
NOBODY_WATCHES = "スタッフが常に見ているわけではありません。"
STAFF_HOURS = "スタッフが対応する時間: {hours}。それ以外の時間は見ていません。"
CONSENTED = "ありがとうございます。これからの文章を{days}日間記録します。「履歴を削除」でいつでも消せます。"
ERASED_ON_LINE = "当院側の記録を消しました。LINEのトーク画面の表示は、ご自身で削除してください。"

STICKER = "スタンプをありがとうございます。膝や足首のことは、文字でお書きになるか、下からお選びください。"
MEDIA = "写真・音声は読み取れません。文字でお送りください。緊急は119番へ。"
IMAGE = MEDIA + "\n画像では判断できません。受診のときに医師へお見せください。"
IN_GROUP = "健康のことは、グループではお答えできません。当院との1対1のトークでお送りください。"

STILL_WORKING = "確認に時間がかかっています。お急ぎの方は{phone}へお電話ください。\n" + EMERGENCY
ANSWER_TO_EARLIER = "先ほどお届けできなかった回答です。"
NO_RESULT = "お届けしていない回答はありません。ご質問は、あらためてお送りください。"

# In place of what a person sent, in the record.
LABELS = {
    "message/sticker": "〔スタンプ〕",
    "message/image": "〔画像〕",
    "message/video": "〔動画〕",
    "message/audio": "〔音声〕",
    "message/file": "〔ファイル〕",
}
UNSENT = "〔送信取消〕"


def menu(profile: Profile) -> list[dict[str, str]]:
    """The buttons of the greeting."""
    hours = [HOURS_REPLY] if profile.clinic.hours or profile.clinic.access else []
    return [*QUICK_REPLIES, *hours]


def notice(profile: Profile, *, is_agreed: bool) -> list[Bubble]:
    """What everybody reads once: that it is automatic, what is kept, and how to agree to that."""
    policy = profile.privacy.policy_url
    links = [{"title": "プライバシーポリシー", "href": policy}] if policy else []
    on_line = ON_LINE.format(phone=profile.clinic.phone, staff=_staff(profile))
    choices = [NOTICE_REPLY] if is_agreed else [CONSENT, NOTICE_REPLY]
    return [
        {"text": NOTICE.format(days=settings.TRANSCRIPT_RETENTION_DAYS)},
        {"text": on_line, "links": links, "quick_replies": choices},
    ]


def greeting(profile: Profile, *, is_back: bool) -> list[Bubble]:
    """What somebody reads who has just added the clinic, or added it again."""
    text = f"{WELCOME_BACK}\n{GREETING}" if is_back else GREETING
    return [*notice(profile, is_agreed=False), {"text": text, "quick_replies": menu(profile)}]


def consented(profile: Profile) -> Bubble:
    """After 「同意して始める」."""
    return {"text": CONSENTED.format(days=settings.TRANSCRIPT_RETENTION_DAYS), "quick_replies": menu(profile)}


def media(kind: str, profile: Profile) -> Bubble:
    """For a picture, a recording, a file: nobody looks at it here."""
    text = IMAGE if kind == "message/image" else MEDIA
    return {"text": text, "quick_replies": [STAFF], "links": [call_link(profile)]}


def sticker(profile: Profile) -> Bubble:
    """For a sticker, and for a text of which nothing is left."""
    return {"text": STICKER, "quick_replies": menu(profile)}


def still_working(profile: Profile) -> Bubble:
    """When the engine is too slow for the reply token: the tap brings a new one."""
    links = [call_link(profile), CALL_119]
    return {"text": STILL_WORKING.format(phone=profile.clinic.phone), "quick_replies": [RESULT], "links": links}


def refusal(code: str, profile: Profile) -> Bubble:
    """The web's sentence for the same case: too_long, too_many, unknown_payload."""
    return {"text": error_message(code, profile), "links": [call_link(profile)]}


def _staff(profile: Profile) -> str:
    hours = staff_hours(profile)
    return STAFF_HOURS.format(hours=hours) if hours else NOBODY_WATCHES
