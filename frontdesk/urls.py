"""Addresses of the front desk."""

from django.urls import include, path
from django.views.generic import RedirectView

from frontdesk.chat.api import answer_bad_request
from frontdesk.faults import answer_not_found, answer_server_error
from frontdesk.health import alive, ready

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="chat-page")),
    path("", include("frontdesk.chat.urls")),
    path("", include("frontdesk.line.urls")),
    path("", include("frontdesk.bookings.urls")),
    path("console/", include("frontdesk.console.urls")),
    path("healthz", alive),
    path("readyz", ready),
]

handler400 = answer_bad_request
handler404 = answer_not_found
handler500 = answer_server_error
