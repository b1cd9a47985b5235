"""A booking's own page: status, calendar file, answer to a proposal, cancelling.

Whoever has the link may see and cancel the booking, so the page shows neither name nor phone nor complaint. It needs no
cookie and no script; without cookies a foreign site has nothing to abuse, and it does not know the token.
"""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from clinic.bookings import moves
from clinic.bookings.calendar import CONTENT_TYPE, NoAppointment, calendar_file
from clinic.bookings.capacity import SlotTaken
from clinic.bookings.kinds import Kind
from clinic.bookings.lookup import by_token
from clinic.bookings.models import Booking
from clinic.bookings.transitions import is_allowed
from clinic.bookings.wishes import WishRefused
from clinic.current import current_profile
from clinic.encryption import ValueUnreadable
from frontdesk.bookings import sentences
from frontdesk.chat import limits
from frontdesk.chat.errors import ApiError

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class BookingView(View):
    """Opens the booking by its token, and answers whatever goes wrong with a page that has the phone number."""

    booking: Booking
    token: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = self._respond(request, kwargs["token"])
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        # The path is the key: it may go to nobody, not even to our own pages.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def _respond(self, request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            limits.count("RATE_LIMIT_BOOKING_PAGE_PER_ADDRESS", limits.address_of(request))
            booking = by_token(token, timezone.now())
            if booking is None:
                return problem_page(request, 404)
            self.booking, self.token = booking, token
            return super().dispatch(request)
        except ApiError as error:
            response = problem_page(request, 429)
            response.headers["Retry-After"] = str(max(1, round(error.retry_after_s or 1)))
            return response
        except (DatabaseError, ValueUnreadable):
            return problem_page(request, 503)

    def is_as_shown(self, request: HttpRequest) -> bool:
        """True when the form that was sent showed the booking as it still is."""
        return request.POST.get("version") == str(self.booking.version)

    def back_to_page(self) -> HttpResponse:
        """To the page, in such a way that loading it anew repeats nothing."""
        response = HttpResponseRedirect(reverse("booking-page", kwargs={"token": self.token}))
        response.status_code = 303
        return response

    def context(self) -> dict[str, Any]:
        """What the templates show of the booking."""
        return {
            **page_context(),
            "booking": self.booking,
            "token": self.token,
            "status": sentences.status_of(self.booking),
            "times": sentences.times_of(self.booking),
            "can_accept": bool(self.booking.proposed_at) and is_allowed(Kind.ACCEPTED, self.booking.state),
            "can_cancel": is_allowed(Kind.WITHDRAWN, self.booking.state) or self.is_confirmed,
            "is_confirmed": self.is_confirmed,
        }

    @property
    def is_confirmed(self) -> bool:
        return self.booking.state == Booking.State.CONFIRMED


class PageView(BookingView):
    """GET: the page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "bookings/page.html", self.context())


class CalendarView(BookingView):
    """GET: the confirmed appointment as a calendar file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.is_confirmed:
            return problem_page(request, 404)
        try:
            content = calendar_file(self.booking)
        except NoAppointment:
            return problem_page(request, 404)
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        response.headers["Content-Disposition"] = 'attachment; filename="appointment.ics"'
        return response


class AcceptView(BookingView):
    """POST: the visitor agrees to the proposed time."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.is_as_shown(request):
            return problem_page(request, 409)
        try:
            moves.accept(self.booking)
        except (moves.StaleVersion, moves.MoveNotAllowed):
            return problem_page(request, 409)
        except WishRefused:
            return problem_page(request, 409, sentences.TIME_OVER)
        except SlotTaken:
            return problem_page(request, 409, sentences.SLOT_TAKEN)
        return self.back_to_page()


class CancelView(BookingView):
    """GET asks whether to cancel, POST does it: at once, or as a wish to staff when a time was agreed on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = self.context()
        if not context["can_cancel"]:
            return self.back_to_page()
        question = sentences.CANCEL_ASKED if self.is_confirmed else sentences.CANCEL_QUESTION
        return render(request, "bookings/cancel.html", {**context, "question": question})

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.is_as_shown(request):
            return problem_page(request, 409)
        try:
            moves.withdraw(self.booking)
        except (moves.StaleVersion, moves.MoveNotAllowed):
            return problem_page(request, 409)
        return self.back_to_page()


def problem_page(request: HttpRequest, status: int, what: sentences.Status | None = None) -> HttpResponse:
    """A page that says what is wrong and whom to call."""
    context = {**page_context(), "status": what or sentences.PROBLEMS[status]}
    return render(request, "bookings/problem.html", context, status=status)


def page_context() -> dict[str, Any]:
    """What every page shows."""
    return {"clinic": current_profile().clinic, "emergency": sentences.EMERGENCY}
