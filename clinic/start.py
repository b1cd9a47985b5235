"""What clinic.yml promises and the settings cannot keep. In production that stops the start."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from clinic.profile import Profile

LEAST_SECRET = 32


def refuse_unanswerable_promises(profile: Profile) -> None:
    """Raises ImproperlyConfigured, one sentence a line, when production is to start with such promises."""
    found = unanswerable_promises(profile)
    if settings.PRODUCTION and found:
        raise ImproperlyConfigured("\n".join(found))


def unanswerable_promises(profile: Profile) -> list[str]:
    """One sentence for each."""
    found = []
    if profile.staff.mail and not settings.EMAIL_HOST:
        found.append("clinic.yml: staff.mail: no mail can be sent; set EMAIL_HOST, or empty the key")
    if profile.staff.webhook and len(settings.STAFF_WEBHOOK_SECRET) < LEAST_SECRET:
        found.append(
            f"clinic.yml: staff.webhook: nothing signs its calls; "
            f"set STAFF_WEBHOOK_SECRET ({LEAST_SECRET} characters or more), or empty the key"
        )
    if (profile.staff.mail or profile.staff.webhook) and not settings.PUBLIC_URL.startswith("https://"):
        found.append("clinic.yml: staff: links in notices would lead to this machine; set PUBLIC_URL (https://…)")
    return found
