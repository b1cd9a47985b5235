"""The address of the LINE channel."""

from django.urls import path

from frontdesk.line.webhook import webhook

urlpatterns = [path("line/webhook", webhook)]
