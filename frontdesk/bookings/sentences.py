"""What a booking's own page says: its state, what happens next, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from clinic.bookings.models import Booking
from clinic.bookings.sentences import moment_label

State = Booking.State


@dataclass(frozen=True)
class Status:
    """A state in a few words, and what happens next."""

    headline: str
    text: str


STATUS: dict[str, Status] = {
    State.RECEIVED: Status("受け付けました", "日時はまだ決まっていません。スタッフがお電話で確認します。"),
    State.CONTACTING: Status("日時を確認しています", "スタッフがお電話で確認します。"),
    State.CONFIRMED: Status("日時が決まりました", "ご都合が悪くなったときは、お電話かこのページでお知らせください。"),
    State.UNREACHED: Status("お電話がつながりませんでした", "お手数ですが、お電話でご連絡ください。"),
    State.TO_CHECK: Status(
        "お取り消しのご希望を受け付けました", "スタッフが確認します。お急ぎのときは、お電話でご連絡ください。"
    ),
    State.CANCELLED: Status(
        "このご予約は取り消されています", "改めてのご予約は、チャットかお電話でお申し込みください。"
    ),
    State.COMPLETED: Status("このご予約は終了しました", "ご不明な点は、お電話でお尋ねください。"),
}
PROPOSED = Status(
    "別の日時のご提案があります",
    "ご希望の日時ではお受けできないため、下の日時をご提案します。よろしければボタンを押してください。"
    "ご都合が合わないときは、お電話でご相談ください。",
)

# By HTTP status, for what is no page of a booking.
PROBLEMS: dict[int, Status] = {
    404: Status(
        "このページは開けません",
        "リンクの期限が過ぎたか、アドレスが途中で切れています。ご予約の確認はお電話でお受けします。",
    ),
    409: Status(
        "ご予約の内容が変わっています",
        "お手続きは行われていません。ご予約のページで今の内容をお確かめください。",
    ),
    429: Status(
        "少し時間をおいてください", "操作が続いたため、しばらく受け付けられません。お急ぎのときはお電話ください。"
    ),
    503: Status(
        "ただいまご利用いただけません", "少し時間をおいて、もう一度開いてください。お急ぎのときはお電話ください。"
    ),
}
TIME_OVER = Status("ご提案の日時は過ぎています", "お手数ですが、お電話でご相談ください。")
SLOT_TAKEN = Status("ご提案の日時は、埋まってしまいました", "申し訳ありません。お手数ですが、お電話でご相談ください。")

CANCEL_QUESTION = "このご予約を取り消します。よろしいですか?"
CANCEL_ASKED = "取り消しのご希望をスタッフに伝えます。よろしいですか?"
EMERGENCY = "このページでは症状のご相談をお受けできません。緊急のときは119番へ電話してください。"


def status_of(booking: Booking) -> Status:
    """What the page says first."""
    return PROPOSED if booking.proposed_at and booking.state == State.CONTACTING else STATUS[booking.state]


def times_of(booking: Booking) -> list[tuple[str, str]]:
    """The times of the booking with what each of them is."""
    if booking.appointment_at:
        return [("日時", moment_label(booking.appointment_at))]
    times = [("ご提案の日時", moment_label(booking.proposed_at))] if booking.proposed_at else []
    names = ("ご希望の日時", "第2希望", "第3希望")
    return times + [(name, wish.label()) for name, wish in zip(names, booking.wishes, strict=False)]
