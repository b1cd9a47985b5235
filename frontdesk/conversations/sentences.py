"""The fixed Japanese sentences that the front desk itself says in a conversation, on whatever channel."""

from __future__ import annotations

from clinic.profile import Profile

ERASE_QUESTION = "この会話の記録を削除します。よろしいですか?"
ERASE_YES = {"title": "削除する", "payload": "v1;erase;yes"}
ERASE_NO = {"title": "やめる", "payload": "v1;erase;no"}
ERASED = "削除しました。"
NOT_ERASED = "削除しませんでした。記録はそのままです。"

CALL = "電話する({phone})"
# Instead of an answer on self-care or treatment while a red flag is active.
AFTER_CARE = "このご案内は、受診のあとにいたします。ご質問はお電話({phone})へ。"


def call_link(profile: Profile) -> dict[str, str]:
    """The clinic's phone number as a link."""
    return {"title": CALL.format(phone=profile.clinic.phone), "href": profile.clinic.tel}
