"""The booking form: each slot's answer checked, its question asked, the booking stored once. See docs/adr/0011."""

# Before any module of this package reads the clinic's tables.
import actions.django

__all__: list[str] = ["actions"]
