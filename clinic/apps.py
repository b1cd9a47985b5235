"""The clinic app: reads clinic.yml when Django starts, so that a mistake in it stops the start."""

from django.apps import AppConfig


class ClinicConfig(AppConfig):
    name = "clinic"
    verbose_name = "医院"

    def ready(self) -> None:
        from clinic.current import current_profile
        from clinic.start import refuse_unanswerable_promises

        refuse_unanswerable_promises(current_profile())
