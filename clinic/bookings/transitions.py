"""Which move leads from where to where: the one table of a booking's life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clinic.bookings.kinds import Kind
from clinic.bookings.models import Booking

State = Booking.State

OPEN = frozenset({State.RECEIVED, State.CONTACTING, State.UNREACHED})
CLOSED = frozenset({State.CANCELLED, State.COMPLETED})


@dataclass(frozen=True)
class Transition:
    """The states in which a move is allowed, and the one it leads to."""

    allowed_in: frozenset[Booking.State]
    leads_to: Booking.State


# 不通 is left again when the person calls back; the clinic itself may have to cancel what was agreed.
TRANSITIONS: Mapping[Kind, Transition] = {
    Kind.CALLED: Transition(OPEN | {State.TO_CHECK}, State.CONTACTING),
    Kind.PROPOSED: Transition(OPEN | {State.TO_CHECK}, State.CONTACTING),
    Kind.CONFIRMED: Transition(OPEN, State.CONFIRMED),
    Kind.ACCEPTED: Transition(frozenset({State.CONTACTING}), State.CONFIRMED),
    Kind.RESCHEDULED: Transition(frozenset({State.CONFIRMED, State.TO_CHECK}), State.CONFIRMED),
    Kind.DECLINED: Transition(OPEN, State.CANCELLED),
    Kind.CANCELLED: Transition(OPEN | {State.CONFIRMED, State.TO_CHECK}, State.CANCELLED),
    Kind.WITHDRAWN: Transition(OPEN, State.CANCELLED),
    Kind.CANCEL_ASKED: Transition(frozenset({State.CONFIRMED}), State.TO_CHECK),
    Kind.COMPLETED: Transition(frozenset({State.CONFIRMED}), State.COMPLETED),
}


def is_allowed(kind: Kind, state: str) -> bool:
    """True when the move may be made in this state."""
    return state in TRANSITIONS[kind].allowed_in
