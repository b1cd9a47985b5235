"""Work that a page asks for and the worker does: scikit-learn stays out of the process that answers visitors."""

from __future__ import annotations

from django_tasks import task


@task
def group_unanswered() -> None:
    """Groups the unanswered questions anew."""
    from frontdesk.console.learning.grouping import regroup

    regroup()
