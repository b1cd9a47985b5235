"""学習データ: candidates made general and accepted, exported, and shown once they are live."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.learning import candidates as learning
from frontdesk.console.learning.data_folder import taught
from frontdesk.console.learning.export import KINDS, as_file
from frontdesk.console.models import Candidate
from frontdesk.console.noting import What, note
from frontdesk.console.returning import back
from frontdesk.console.roles import Right

State = Candidate.State
PAGE = 30


@needs(Right.TEACH)
def training(request: StaffRequest) -> HttpResponse:
    """The examples by state, newest first."""
    learning.find_live()
    note(request, What.VIEW, "training")
    return render(request, "console/training.html", _content(request))


def _content(request: StaffRequest, **more: Any) -> dict[str, Any]:
    state, topic, editor = (request.GET.get(name, "") for name in ("state", "topic", "editor"))
    found = Candidate.objects.order_by("-pk")
    problems = []
    if state and state not in State.values:
        problems.append(f"状態「{state[:20]}」はありません。使わずに表示しています。")
        state = ""
    found = found.filter(state=state) if state else found
    found = found.filter(topic=topic) if topic else found
    found = found.filter(editor=editor) if editor else found
    counts = dict(Candidate.objects.values_list("state").annotate(Count("pk")).order_by())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    titles = taught().titles
    params = request.GET.copy()
    params.pop("page", None)
    return {
        "page": page,
        "rows": [(one, titles.get(one.topic, one.topic), titles.get(one.before, one.before or "–")) for one in page],
        "states": [(value, label, counts.get(value, 0)) for value, label in State.choices],
        "state": state,
        "topic": topic,
        "editor": editor,
        "topics": titles.items(),
        "editors": Candidate.objects.order_by("editor").values_list("editor", flat=True).distinct(),
        "reviewed": sum(counts.values()) - counts.get(State.CANDIDATE, 0),
        "total": sum(counts.values()),
        "accepted": counts.get(State.ACCEPTED, 0),
        "problems": problems,
        "query": params.urlencode(),
        **more,
    }


@needs(Right.TEACH, "POST")
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """採用 or 却下; a text that may not be learnt comes back with the reason, as it was written."""
    candidate = get_object_or_404(Candidate, pk=pk)
    account = request.user.get_username()
    page = reverse("console-training")
    if candidate.state not in (State.CANDIDATE, State.REJECTED, State.ACCEPTED):
        return back(request, page, "書き出したものは変更できません。", is_problem=True)
    if request.POST.get("action") == "reject":
        learning.reject(candidate, account)
        note(request, What.CHANGE, f"candidate {pk} rejected")
        return back(request, page, "却下しました。")
    text, topic = request.POST.get("text", ""), request.POST.get("topic", "")
    try:
        learning.accept(candidate, text, topic, account)
    except learning.ExampleRefused as error:
        refused = {"refused": pk, "reason": str(error), "written": text, "chosen": topic}
        return render(request, "console/training.html", _content(request, **refused), status=422)
    note(request, What.CHANGE, f"candidate {pk} accepted")
    return back(request, page, "採用しました。")


@needs(Right.TEACH, "POST", again=True)
def export(request: StaffRequest) -> HttpResponse:
    """The accepted ones as a file; they are 書き出し済み from now on."""
    kind = request.POST.get("kind", "jsonl")
    if kind not in KINDS:
        return back(request, reverse("console-training"), "ファイルの種類を選んでください。", is_problem=True)
    taken = learning.take_for_export()
    if not taken:
        return back(request, reverse("console-training"), "採用したものがありません。", is_problem=True)
    note(request, What.EXPORT, f"corrections {kind}", rows=len(taken))
    response = HttpResponse(as_file(taken, kind), content_type=f"{KINDS[kind]}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="corrections-{timezone.localdate():%Y%m%d}.{kind}"'
    return response
