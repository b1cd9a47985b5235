"""Each documented answer of a booking's own page, brought about once; tests/frontdesk/test_openapi.py checks its form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import httpx
from django.db import OperationalError, connection
from django.utils import timezone

from clinic.bookings import moves
from clinic.bookings.models import Booking
from tests.clinic.bookings.asked import ahead, asked
from tests.frontdesk.visitor import browser

PAGE = "/booking/{token}"
ACCEPT, CANCEL, CALENDAR = f"{PAGE}/accept", f"{PAGE}/cancel", f"{PAGE}/appointment.ics"


def path_of(booking: Booking) -> str:
    return booking.page_path(timezone.now())


def confirmed() -> Booking:
    return moves.confirm(asked(), at=ahead(7), by="staff")


def proposed() -> Booking:
    return moves.propose(asked(), at=ahead(9), by="staff")


def unknown(method: str, path: str) -> httpx.Response:
    return browser().request(method, path.format(token="K7-4QX2.20300101.x"))


def limited(method: str, path: str) -> httpx.Response:
    from django.conf import settings

    settings.RATE_LIMITS["RATE_LIMIT_BOOKING_PAGE_PER_ADDRESS"] = "1/hour"
    unknown(method, path)
    return unknown(method, path)


def broken(method: str, path: str) -> httpx.Response:
    url = path.replace(PAGE, path_of(asked()))

    def fail(*_: object) -> None:
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(fail):
        return browser().request(method, url)


def sent(booking: Booking, path: str, version: int | None = None) -> httpx.Response:
    return browser().post(path.replace(PAGE, path_of(booking)), data={"version": version or booking.version})


def got(booking: Booking, path: str) -> httpx.Response:
    return browser().get(path.replace(PAGE, path_of(booking)))


def cancelled() -> httpx.Response:
    booking = moves.cancel(asked(), by="staff")
    return got(booking, CANCEL)


OPERATIONS = (("get", PAGE), ("post", ACCEPT), ("get", CANCEL), ("post", CANCEL), ("get", CALENDAR))
SCENARIOS: dict[tuple[str, str, int], Callable[[], httpx.Response]] = {
    **{(method, path, 404): partial(unknown, method, path) for method, path in OPERATIONS},
    **{(method, path, 429): partial(limited, method, path) for method, path in OPERATIONS},
    **{(method, path, 503): partial(broken, method, path) for method, path in OPERATIONS},
    ("get", PAGE, 200): lambda: got(asked(), PAGE),
    ("get", PAGE, 405): lambda: sent(asked(), PAGE),
    ("post", ACCEPT, 303): lambda: sent(proposed(), ACCEPT),
    ("post", ACCEPT, 405): lambda: browser().put(path_of(asked()) + "/accept"),
    ("post", ACCEPT, 409): lambda: sent(asked(), ACCEPT),
    ("get", CANCEL, 200): lambda: got(asked(), CANCEL),
    ("get", CANCEL, 303): cancelled,
    ("post", CANCEL, 303): lambda: sent(asked(), CANCEL),
    ("post", CANCEL, 405): lambda: browser().put(path_of(asked()) + "/cancel"),
    ("post", CANCEL, 409): lambda: sent(asked(), CANCEL, version=99),
    ("get", CALENDAR, 200): lambda: got(confirmed(), CALENDAR),
    ("get", CALENDAR, 405): lambda: sent(confirmed(), CALENDAR),
}
