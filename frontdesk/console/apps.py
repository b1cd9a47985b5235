"""The console app: what is written is made searchable, and who signs in is noted."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "frontdesk.console"
    label = "console"
    verbose_name = "管理画面"

    def ready(self) -> None:
        from frontdesk.console import forgetting, indexing, sign_ins

        indexing.follow_turns()
        forgetting.follow_erasures()
        sign_ins.note_sign_ins()
