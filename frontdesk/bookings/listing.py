"""A booking on one line, for a terminal; and, apart from it, what is personal."""

from __future__ import annotations

from django.utils import timezone

from clinic.bookings.models import Booking
from clinic.bookings.sentences import moment_label


def line_of(booking: Booking) -> str:
    """Reference, state, channel, since when, times, calls and notices that never arrived. Nothing personal."""
    if booking.appointment_at:
        times = f"確定 {moment_label(booking.appointment_at)}"
    elif booking.proposed_at:
        times = f"提案 {moment_label(booking.proposed_at)}"
    else:
        times = "希望 " + " / ".join(wish.label() for wish in booking.wishes)
    since = f"{timezone.localtime(booking.created_at):%m-%d %H:%M}"
    parts = [booking.reference, booking.get_state_display(), booking.get_channel_display(), f"{since}受付", times]
    if booking.call_attempts:
        parts.append(f"電話{booking.call_attempts}回")
    lost = booking.notices.exclude(given_up_at=None).count()
    if lost:
        parts.append(f"通知{lost}件が届いていません")
    return "  ".join(parts)


def personal_lines(booking: Booking) -> list[str]:
    """Who asked and why. Whoever shows it notes it in the audit first."""
    return [
        f"    お名前: {booking.name}",
        f"    電話番号: {booking.phone}",
        *([f"    メール: {booking.email}"] if booking.email else []),
        f"    ご相談: {booking.concern}",
    ]
