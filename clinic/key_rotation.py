"""Encrypting everything anew under the first key, so that an old one can be taken away."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from clinic.encryption import EncryptedText


def rotate() -> dict[str, int]:
    """How many rows of each table are now under the first key. May run while people work, and again after a stop.

    Raises ValueUnreadable when a value opens with none of the keys; the rows before it are done.
    """
    return {model._meta.db_table: _rotate_rows(model, fields) for model, fields in encrypted_fields()}


def encrypted_fields() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model that has encrypted fields, with their names."""
    for model in apps.get_models():
        fields = [field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedText)]
        if fields:
            yield model, fields


def _rotate_rows(model: type[models.Model], fields: list[str]) -> int:
    keys = list(model._default_manager.values_list("pk", flat=True))
    return sum(_rotate_row(model, key, fields) for key in keys)


@transaction.atomic
def _rotate_row(model: type[models.Model], key: object, fields: list[str]) -> int:
    """0 when the row is gone meanwhile. Locked, so that nobody's change is overwritten by what was read before it."""
    row = model._default_manager.select_for_update().filter(pk=key).first()
    if row is None:
        return 0
    row.save(update_fields=fields)
    return 1
