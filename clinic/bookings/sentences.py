"""What the visitor is told about a booking, in the chat, on LINE, by mail and on the booking's own page."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking
from clinic.bookings.wishes import clock_label, day_label
from clinic.current import current_profile


def moment_label(moment: datetime) -> str:
    """Day, weekday and time in Japan: 12月1日(火) 10時30分."""
    local = timezone.localtime(moment)
    return f"{day_label(local.date())} {clock_label(local.time())}"


def receipt(booking: Booking) -> str:
    """What a mail says of a request that waits for staff; in the conversation the assistant has said it."""
    return RECEIPT.format(reference=booking.reference)


def news(booking: Booking, kind: Kind | str) -> str:
    """What the visitor reads when the clinic has done this. Raises KeyError for a kind that is no news to a visitor."""
    at = booking.proposed_at if kind == Kind.PROPOSED else booking.appointment_at
    return NEWS[Kind(kind)].format(
        reference=booking.reference, at=moment_label(at) if at else "", phone=current_profile().clinic.phone
    )


RECEIPT = (
    "ご予約のお申し込みを受け付けました。(受付番号 {reference})\n"
    "日時はまだ決まっていません。スタッフがお電話で確認します。"
)
NEWS = {
    Kind.CONFIRMED: (
        "ご予約の日時は、{at}に決まりました。(受付番号 {reference})\nご変更・お取り消しはお電話({phone})でもお受けします。"
    ),
    Kind.RESCHEDULED: (
        "ご予約の日時が、{at}に変わりました。(受付番号 {reference})\nご都合が合わないときは、お電話({phone})へご連絡ください。"
    ),
    Kind.PROPOSED: (
        "ご希望の日時ではお受けできないため、{at}はいかがでしょうか。(受付番号 {reference})\n"
        "お返事は、ご予約のページかお電話({phone})でお願いします。"
    ),
    Kind.DECLINED: (
        "申し訳ありません。ご希望の日時ではご予約をお受けできませんでした。(受付番号 {reference})\n"
        "別の日時は、お電話({phone})でご相談ください。"
    ),
    Kind.CANCELLED: (
        "ご予約を取り消しました。(受付番号 {reference})\nお心当たりのないときは、お電話({phone})へご連絡ください。"
    ),
}
