"""From a verdict to a training example: made, accepted with a text that is general, exported, live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from frontdesk.console.learning.data_folder import taught
from frontdesk.console.masking import masked
from frontdesk.console.models import Candidate, Verdict
from frontdesk.conversations.models import Turn
from frontdesk.conversations.search_text import fold

State = Candidate.State
OUTSIDE_TOPIC = "out_of_scope"
LONGEST_EXAMPLE = 200
# States in which a text is on its way into the data.
ON_ITS_WAY = (State.ACCEPTED, State.EXPORTED, State.LIVE)


class NotTyped(ValueError):
    """Raised for a verdict on a turn without words of the visitor."""


class TopicUnknown(ValueError):
    """Raised for a topic that `data/` does not have."""


class ExampleRefused(ValueError):
    """Raised when a text may not be learnt; the message says why, for staff."""


@transaction.atomic
def judge(turn: Turn, kind: Verdict.Kind, topic: str, by: str) -> Candidate | None:
    """Keeps the verdict; the candidate that comes of it, None where there is nothing to learn.

    Raises NotTyped, TopicUnknown.
    """
    if turn.kind != Turn.Kind.TYPED or not turn.text:
        raise NotTyped
    right = {Verdict.Kind.OTHER: topic, Verdict.Kind.OUTSIDE: OUTSIDE_TOPIC}.get(kind, "")
    if kind == Verdict.Kind.OTHER and topic not in taught().titles:
        raise TopicUnknown
    values = {"kind": kind, "topic": right, "by": by, "at": timezone.now()}
    Verdict.objects.update_or_create(turn=turn, defaults=values)
    open_ones = Candidate.objects.filter(turn=turn, state__in=(State.CANDIDATE, State.REJECTED))
    if not right:
        open_ones.delete()
        return None
    known = Candidate.objects.filter(turn=turn).first()
    if known and known.state not in (State.CANDIDATE, State.REJECTED):
        return known
    open_ones.delete()
    return Candidate.objects.create(
        turn=turn,
        text=turn.text,
        folded=fold(turn.text),
        topic=right,
        before=turn.topic,
        confidence=turn.confidence,
        model=turn.model,
        editor=by,
    )


def accept(candidate: Candidate, text: str, topic: str, by: str) -> None:
    """採用 with the text made general. Raises ExampleRefused; nothing is changed then."""
    text = " ".join(text.split())
    reason = refusal(text, topic, candidate)
    if reason:
        raise ExampleRefused(reason)
    _change(candidate, by, state=State.ACCEPTED, text=text, folded=fold(text), topic=topic)


def reject(candidate: Candidate, by: str) -> None:
    """却下."""
    _change(candidate, by, state=State.REJECTED)


def refusal(text: str, topic: str, candidate: Candidate) -> str:
    """Why the text may not become an example of the topic; empty when it may."""
    known = taught()
    folded = fold(text)
    if not folded or len(text) > LONGEST_EXAMPLE:
        return f"1文字以上、{LONGEST_EXAMPLE}文字以内にしてください。"
    if topic not in known.titles:
        return "トピックを選んでください。"
    if "〔" in text or "〕" in text:
        return "伏せ字〔…〕が残っています。だれのことでもない文に書き直してください。"
    if masked(text) != text:
        return "個人情報と思われる部分があります。だれのことでもない文に書き直してください。"
    if folded in known.held_out:
        return "性能を測るための質問と同じ文です。学習には使えません。"
    if folded in known.examples:
        where = known.title_of(known.examples[folded])
        return f"同じ文が、すでに学習データ(「{where}」)にあります。"
    twin = Candidate.objects.filter(folded=folded, state__in=ON_ITS_WAY).exclude(pk=candidate.pk).first()
    if twin:
        return f"同じ文が、すでに採用されています(「{known.title_of(twin.topic)}」)。"
    return ""


@transaction.atomic
def take_for_export() -> Sequence[Candidate]:
    """The accepted ones, which are 書き出し済み from now on."""
    accepted = list(Candidate.objects.filter(state=State.ACCEPTED).order_by("topic", "pk"))
    pks = [candidate.pk for candidate in accepted]
    Candidate.objects.filter(pk__in=pks).update(state=State.EXPORTED, changed_at=timezone.now())
    return accepted


def find_live() -> int:
    """Marks those 反映済み that stand in the deployed `data/`, if the model has been trained since; how many now."""
    known = taught()
    waiting = Candidate.objects.filter(state__in=(State.ACCEPTED, State.EXPORTED))
    live = [one.pk for one in waiting if known.examples.get(one.folded) == one.topic and _is_trained_since(one)]
    return Candidate.objects.filter(pk__in=live).update(state=State.LIVE, changed_at=timezone.now())


def _is_trained_since(candidate: Candidate) -> bool:
    """True when the model is newer than the acceptance; where no archive lies beside the front desk, `data/` decides."""
    archive = settings.BASE_DIR / "models" / "assistant.tar.gz"
    if not archive.exists():
        return True
    return datetime.fromtimestamp(archive.stat().st_mtime, tz=timezone.get_default_timezone()) > candidate.changed_at


def _change(candidate: Candidate, by: str, **values: object) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(editor=by, changed_at=timezone.now(), **values)
