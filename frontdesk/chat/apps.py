"""The chat app."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "frontdesk.chat"
    label = "chat"
    verbose_name = "チャット"
