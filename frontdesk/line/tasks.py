"""A wake-up for workers that wait for tasks instead of looking into the inbox themselves. It carries nothing.

`manage.py line_worker` needs none: it looks every 30 ms, which costs less than a row written for each event. Where
many replicas share a queue (django-tasks-rq), LINE_WAKE_BY_TASK has each body wake one of them.
"""

from __future__ import annotations

from django_tasks import task

# Of one task; the rest is for the next wake-up.
MOST_PEOPLE = 100


@task
def answer_waiting() -> None:
    """Answers what is due."""
    from frontdesk.line.processing import drain_due

    drain_due(MOST_PEOPLE)


def wake() -> None:
    """Has a worker of the task queue look into the inbox."""
    answer_waiting.enqueue()
