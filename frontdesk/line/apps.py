"""The LINE app."""

from django.apps import AppConfig


class LineConfig(AppConfig):
    name = "frontdesk.line"
    label = "line"
    verbose_name = "LINE"

    def ready(self) -> None:
        from frontdesk.line import forgetting, unasked

        forgetting.connect()
        unasked.connect()
