"""What of the console's own rows goes with the texts that it came from."""

from __future__ import annotations

from datetime import datetime

from frontdesk.console.models import Candidate, Group, Note, SearchText

State = Candidate.State


def forget_before(moment: datetime, *, is_dry_run: bool) -> int:
    """How many rows hold words of turns that are older; deletes them unless it is a dry run.

    What was accepted for learning was made general by a person and stays.
    """
    unused = (State.CANDIDATE, State.REJECTED)
    rows = (
        SearchText.objects.filter(turn__received_at__lt=moment),
        Note.objects.filter(at__lt=moment),
        Candidate.objects.filter(turn__received_at__lt=moment, state__in=unused),
        Group.objects.filter(newest_at__lt=moment),
    )
    if is_dry_run:
        return sum(found.count() for found in rows)
    return sum(found.delete()[1].get(found.model._meta.label, 0) for found in rows)
