"""Groups of questions alike that had no answer. scikit-learn: for the worker and the command only, not for a page."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from frontdesk.console.lists.selection import UNANSWERED
from frontdesk.console.models import Group
from frontdesk.conversations.models import Turn
from frontdesk.conversations.search_text import fold, words_of

logger = logging.getLogger(__name__)

DAYS = 90
# Cosine distance below which questions are alike, on average. Measured on the demonstration's 49 different unanswered
# questions: characters alone need 0.8 to find five groups of three, and mix others in; with words 0.7 finds seven.
DISTANCE = 0.7
# Characters n-grams: a word typed wrong or in kana still shares most of them.
NGRAMS = (2, 4)
HALVED_EVERY_DAYS = 14.0
# The distances of all to all are kept at once; the latest ones tell what is asked now.
MOST = 2_000


def unanswered_turns(now: datetime) -> QuerySet[Turn]:
    """Typed turns of the last 90 days that were not understood, or rated 👎."""
    rated = Turn.objects.filter(payload__startswith="v1;rate;down;", received_at__gte=now - timedelta(days=DAYS))
    disliked = Q(pk__in=_rated_turns(rated))
    recent = Turn.objects.filter(kind=Turn.Kind.TYPED, text__isnull=False, received_at__gte=now - timedelta(days=DAYS))
    return recent.filter(Q(outcome__in=UNANSWERED) | disliked)


def regroup(now: datetime | None = None) -> int:
    """Finds the groups anew; how many there are. A group is the same one when half of its members recur."""
    now = now or timezone.now()
    turns = list(unanswered_turns(now).order_by("-received_at")[:MOST])
    labels = _labels([turn.text or "" for turn in turns])
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        groups.setdefault(label, []).append(place)
    found = [[turns[place] for place in places] for places in groups.values()]
    _store(found, now)
    logger.info("unanswered: %s turns in %s groups", len(turns), len(found))
    return len(found)


def _labels(texts: Sequence[str]) -> list[int]:
    """A number for each text; alike ones share it. By their characters and by their dictionary words, equally."""
    if len(texts) < 2:
        return list(range(len(texts)))
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    letters = [f" {fold(text)} " for text in texts]
    characters = TfidfVectorizer(analyzer="char", ngram_range=NGRAMS, sublinear_tf=True).fit_transform(letters)
    # A text without any word stands for itself.
    words = TfidfVectorizer(analyzer=lambda text: words_of(text) or [text], sublinear_tf=True).fit_transform(texts)
    # Both are rows of length 1, so that their products are cosines. Only the distances are dense: 2,000
    # different texts take 1.6 s and 0.5 GB, and as dense vectors took 107 s and 2.5 GB (measured, 2 cores).
    likeness = (characters @ characters.T + words @ words.T).toarray() / 2
    clustering = AgglomerativeClustering(
        n_clusters=None, distance_threshold=DISTANCE, metric="precomputed", linkage="average"
    )
    return [int(label) for label in clustering.fit_predict((1 - likeness).clip(0))]


def _medoid(turns: Sequence[Turn]) -> str:
    """The question that shares most with the others; the shortest of equals."""
    sets = [_grams(fold(turn.text or "")) for turn in turns]
    shared = [sum(len(one & other) / (len(one | other) or 1) for other in sets) for one in sets]
    best = max(range(len(turns)), key=lambda place: (shared[place], -len(turns[place].text or "")))
    return turns[best].text or ""


def _grams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(max(1, len(text) - 1))}


@transaction.atomic
def _store(found: Sequence[Sequence[Turn]], now: datetime) -> None:
    """Old groups are matched with new ones by their members; what staff decided stays with them."""
    old = {group.pk: set(group.turns.values_list("pk", flat=True)) for group in Group.objects.all()}
    kept: set[int] = set()
    for members in sorted(found, key=len, reverse=True):
        ids = {turn.pk for turn in members}
        # Both ways, or one large group would swallow what staff decided about a small one.
        same = [pk for pk, was in old.items() if pk not in kept and len(was & ids) * 2 >= max(len(was), 1)]
        group = Group.objects.get(pk=max(same, key=lambda pk: len(old[pk] & ids))) if same else Group()
        _fill(group, members, now)
        group.turns.set(ids)
        kept.add(group.pk)
    Group.objects.exclude(pk__in=kept).delete()


def _fill(group: Group, members: Sequence[Turn], now: datetime) -> None:
    if not group.is_edited:
        group.representative = _medoid(members)
    group.size = len(members)
    group.newest_at = max(turn.received_at for turn in members)
    group.score = sum(0.5 ** ((now - turn.received_at).days / HALVED_EVERY_DAYS) for turn in members)
    has_doubled = group.size_when_hidden is not None and group.size >= 2 * group.size_when_hidden
    if group.state != Group.State.OPEN and has_doubled:
        group.state, group.size_when_hidden = Group.State.OPEN, None
    group.save()


def _rated_turns(rated: QuerySet[Turn]) -> list[int]:
    """The turns that 👎 was given for: the payload names the number of a reply, which belongs to the turn before it."""
    found = []
    for conversation, payload in rated.values_list("conversation", "payload"):
        number = int(payload.split(";")[3])
        owner = Turn.objects.filter(conversation=conversation, number__lte=number, kind=Turn.Kind.TYPED).last()
        if owner:
            found.append(owner.pk)
    return found
