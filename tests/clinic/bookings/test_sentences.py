"""What the clinic has decided is news to the visitor; what the visitor has done is not."""

from __future__ import annotations

from datetime import time

import pytest

from clinic.bookings import moves
from clinic.bookings.kinds import TOLD_TO_VISITOR, Kind
from clinic.bookings.sentences import moment_label, news, receipt
from tests.clinic.bookings.asked import PERSONAL, ahead, asked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("kind", list(Kind))
def test_only_what_the_clinic_decided_is_news(kind: Kind) -> None:
    booking = moves.confirm(asked(), at=ahead(3), by="sato")
    if kind in TOLD_TO_VISITOR:
        assert booking.reference in news(booking, kind)
    else:
        with pytest.raises(KeyError):
            news(booking, kind)


def test_a_proposal_names_the_proposed_time_and_a_confirmation_the_agreed_one() -> None:
    proposed = moves.propose(asked(), at=ahead(9, time(14, 30)), by="sato")
    assert moment_label(ahead(9, time(14, 30))) in news(proposed, Kind.PROPOSED)
    confirmed = moves.confirm(proposed, at=ahead(3), by="sato")
    assert moment_label(ahead(3)) in news(confirmed, "confirmed")


def test_neither_news_nor_receipt_holds_anything_personal() -> None:
    booking = moves.confirm(asked(), at=ahead(3), by="sato")
    texts = [receipt(booking), *(news(booking, kind) for kind in TOLD_TO_VISITOR)]
    assert [value for value in PERSONAL for text in texts if value in text] == []
