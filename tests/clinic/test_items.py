"""Every key that patients may read has a reviewed name, and every reviewed name a key."""

from __future__ import annotations

import re
import unicodedata

from clinic.items import item_names
from clinic.profile import schema_keys

# Signatures, switches and inner matters: no answer may quote them.
NOT_FOR_PATIENTS = {
    "legal.signed_by",
    "legal.signed_on",
    "privacy.incident_lead",
    "safety.crisis_lines",
    "safety.signed_by",
    "safety.signed_on",
    "site.page_phrases_removed",
    "treatments.show_prices",
}
# Hours to count with, switches, addresses of staff.
ROOMS_NOT_FOR_PATIENTS = ("opening.", "booking.", "handoff.", "staff.")


def test_every_key_for_patients_has_a_name_and_every_name_a_key() -> None:
    for_patients = {key for key in schema_keys() if not key.startswith(ROOMS_NOT_FOR_PATIENTS)}
    assert for_patients - NOT_FOR_PATIENTS == set(item_names())


def test_names_can_be_joined_by_a_middle_dot() -> None:
    assert [name for name in item_names().values() if "・" in name or not name.strip()] == []


def test_names_praise_nothing() -> None:
    # The words of the never-list that could slip into a name.
    praise = re.compile("最安|格安|お得|低価格|安価|最新|最先端|安全|安心|おすすめ|一番|完治|治る")
    assert [name for name in item_names().values() if praise.search(unicodedata.normalize("NFKC", name))] == []
