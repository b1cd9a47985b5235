"""Addresses of a booking's own page. The token in the path is all that opens it."""

from django.urls import path

from frontdesk.bookings.views import AcceptView, CalendarView, CancelView, PageView

urlpatterns = [
    path("booking/<str:token>", PageView.as_view(), name="booking-page"),
    path("booking/<str:token>/accept", AcceptView.as_view(), name="booking-accept"),
    path("booking/<str:token>/cancel", CancelView.as_view(), name="booking-cancel"),
    path("booking/<str:token>/appointment.ics", CalendarView.as_view(), name="booking-calendar"),
]
