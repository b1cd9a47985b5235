"""設定 → 操作の記録: who read, changed, exported, erased; looking at it is an entry too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.lists.csv_files import csv_response
from frontdesk.console.lists.filters import read_filters
from frontdesk.console.lists.selection import start_of
from frontdesk.console.noting import What, note
from frontdesk.console.roles import Right
from frontdesk.privacy.models import AuditEntry

PAGE = 100
COLUMNS = ("時刻", "だれが", "何を", "対象", "会話", "予約", "件数", "条件", "どこから", "経路")


@needs(Right.MANAGE)
def audit_log(request: StaffRequest) -> HttpResponse:
    """The entries, newest first, in keyset pages."""
    found, given = _found(request)
    before = request.GET.get("before", "")
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    entries = list(found.order_by("-pk")[: PAGE + 1])
    note(request, What.VIEW, "audit")
    params = request.GET.copy()
    params.pop("before", None)
    content = {
        "entries": entries[:PAGE],
        "next": entries[PAGE - 1].pk if len(entries) > PAGE else None,
        "whats": AuditEntry.What.choices,
        "query": params.urlencode(),
        **given,
    }
    return render(request, "console/settings_audit.html", content)


@needs(Right.MANAGE, "POST", again=True)
def audit_csv(request: StaffRequest) -> HttpResponseBase:
    """The entries of the filters as a file."""
    found, _ = _found(request)
    count = found.count()
    note(request, What.EXPORT, "audit", rows=count)
    rows = (
        (one.at, one.who, one.get_what_display(), one.subject, one.conversation, one.booking, one.rows, one.filters,
         one.address, one.get_origin_display())
        for one in found.order_by("pk").iterator()
    )  # fmt: skip
    return csv_response(f"audit-{timezone.localdate():%Y%m%d}.csv", COLUMNS, rows)


def _found(request: StaffRequest) -> tuple[QuerySet[AuditEntry], dict[str, Any]]:
    params = request.GET.copy()
    who, what = params.get("who", "").strip()[:64], params.get("what", "")
    for name in ("who", "what"):
        params.pop(name, None)
    filters = read_filters(params)
    found: QuerySet[AuditEntry] = AuditEntry.objects.all()
    if who:
        found = found.filter(who=who)
    if what in AuditEntry.What.values:
        found = found.filter(what=what)
    if filters.begin:
        found = found.filter(at__gte=start_of(filters.begin))
    if filters.end:
        found = found.filter(at__lt=start_of(filters.end) + timedelta(days=1))
    return found, {"who": who, "what": what, "filters": filters}
