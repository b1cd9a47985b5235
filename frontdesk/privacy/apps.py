"""The privacy app: masks, audit, retention. It starts only with the dictionary that the masks were tested with."""

from importlib.metadata import version

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

EDITION = "20260723"


class PrivacyConfig(AppConfig):
    name = "frontdesk.privacy"
    label = "privacy"
    verbose_name = "個人情報"

    def ready(self) -> None:
        installed = version("sudachidict-core")
        if installed != EDITION:
            raise ImproperlyConfigured(
                f"sudachidict-core {installed} is installed, but names are masked with {EDITION}: run scripts/set-up"
            )
