"""The app of the bookings' own pages."""

from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "frontdesk.bookings"
    label = "bookings"
    verbose_name = "予約のページ"
