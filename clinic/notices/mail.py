"""Mails about bookings. None holds a name, a phone number or a word about health: a mailbox is not ours."""

from __future__ import annotations

import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from clinic.bookings.calendar import calendar_file
from clinic.bookings.kinds import Kind
from clinic.bookings.sentences import news, receipt
from clinic.current import current_profile
from clinic.notices import sentences
from clinic.notices.failures import DeliveryFailed
from clinic.notices.links import page_link, queue_link
from clinic.notices.models import Notice

# With these a mail carries the appointment as a calendar file.
WITH_CALENDAR = frozenset({Kind.CONFIRMED, Kind.RESCHEDULED})


def send_to_staff(notice: Notice) -> None:
    """Tells one member of staff that there is something to do, and where. Raises DeliveryFailed."""
    kind, reference = Kind(notice.kind), notice.booking.reference
    subject = sentences.STAFF_SUBJECT.format(kind=kind.label, reference=reference)
    body = sentences.STAFF_BODY.format(kind=kind.label, reference=reference, link=queue_link())
    _send(EmailMessage(subject, body, to=[notice.receiver], headers=_headers(notice)))


def send_to_visitor(notice: Notice) -> None:
    """Tells the visitor what has become of the booking, as it stands now. Raises DeliveryFailed.

    What is outdated by the time it can be sent is not sent: the visitor made the later change, or is told of it.
    """
    booking, kind = notice.booking, Kind(notice.kind)
    if not booking.email or _is_outdated(notice):
        return
    told = receipt(booking) if kind == Kind.REQUESTED else news(booking, kind)
    body = sentences.VISITOR_BODY.format(
        greeting=_greeting(), news=told, link=page_link(booking), phone=current_profile().clinic.phone
    )
    subject = sentences.VISITOR_SUBJECT.format(reference=booking.reference)
    mail = EmailMessage(subject, body, to=[booking.email], headers=_headers(notice))
    if kind in WITH_CALENDAR:
        mail.attach("appointment.ics", calendar_file(booking).decode(), "text/calendar")
    _send(mail)


def _is_outdated(notice: Notice) -> bool:
    later = notice.booking.history.filter(version__gt=notice.version)
    return later.exclude(kind=Kind.CALLED).exists()


def _greeting() -> str:
    name = current_profile().clinic.name
    return sentences.GREETING_OF_CLINIC.format(name=name) if name else sentences.GREETING


def _headers(notice: Notice) -> dict[str, str]:
    """The same message id at every attempt: a mail program that gets it twice shows it once."""
    return {"Message-ID": f"<{notice.pk}@{urlsplit(settings.PUBLIC_URL).hostname}>", "Auto-Submitted": "auto-generated"}


def _send(mail: EmailMessage) -> None:
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        is_permanent = all(code >= 500 for code, _ in refusal.recipients.values())
        codes = ", ".join(str(code) for code, _ in refusal.recipients.values())
        raise DeliveryFailed(f"the mail server refuses the receiver ({codes})", is_permanent=is_permanent) from None
    except smtplib.SMTPResponseException as answer:
        raise DeliveryFailed(f"the mail server answered {answer.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryFailed(f"the mail server cannot be reached ({type(error).__name__})") from None
