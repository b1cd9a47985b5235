"""The fixed Japanese sentences that the front desk itself says in a conversation, on whatever channel."""

from __future__ import annotations

from clinic.profile import Profile

ERASE_QUESTION = "この会話の記録を削除します。よろしいですか?"
ERASE_YES = {"title": "削除する", "payload": "v1;erase;yes"}
ERASE_NO = {"title": "やめる", "payload": "v1;erase;no"}
ERASED = "削除しました。"
NOT_ERASED = "削除しませんでした。記録はそのままです。"

TAKEN_OVER = "スタッフが対応します。お返事まで、お時間をいただくことがあります。お急ぎの方は、お電話({phone})へ。緊急のときは119番へ電話してください。"
WAITING = "スタッフにおつなぎしています。お急ぎの方は、お電話({phone})へ。緊急のときは119番へ電話してください。"
BACK_FROM_STAFF = "ここからは自動応答でお答えします。スタッフとお話しになりたい方は、お電話({phone})へ。"
BACK_TO_BOT = {"title": "自動応答にもどす", "payload": "v1;staff;back"}
LEAVE_MESSAGE = {"title": "スタッフに伝言する", "payload": "v1;staff;ask"}
MESSAGE_WANTED = (
    "スタッフへの伝言を、次の1通に書いてお送りください。スタッフが確認し、このチャットにお返事します。\n"
    "常に見ているわけではありません。お急ぎの方は、お電話({phone})へ。緊急のときは119番へ電話してください。"
)
MESSAGE_TAKEN = (
    "スタッフへの伝言をお預かりしました。お返事まで、お時間をいただくことがあります。お急ぎの方は、お電話({phone})へ。"
)
NOT_AVAILABLE = "このチャットでは、スタッフへの伝言をお受けしていません。お電話({phone})でお話しください。"

CALL = "電話する({phone})"
# Instead of an answer on self-care or treatment while a red flag is active.
AFTER_CARE = "このご案内は、受診のあとにいたします。ご質問はお電話({phone})へ。"


def call_link(profile: Profile) -> dict[str, str]:
    """The clinic's phone number as a link."""
    return {"title": CALL.format(phone=profile.clinic.phone), "href": profile.clinic.tel}
