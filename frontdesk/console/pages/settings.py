"""設定: retention as it is set, masks to try out, tags and canned replies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Count, Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.masking import masked
from frontdesk.console.models import CannedReply, Tag
from frontdesk.console.noting import What, note
from frontdesk.console.returning import back
from frontdesk.console.roles import Right, Role, roles_of

LONGEST_TRY = 500
RETENTION = (
    (
        "会話の文章(個人情報を伏せたもの)・ノート",
        "TRANSCRIPT_RETENTION_DAYS",
        "日",
        "過ぎると本文を消し、件数とトピックだけを残します",
    ),
    ("予約(お名前・電話番号・ご希望)", "BOOKING_RETENTION_DAYS", "日", "予約が終わってから数えます"),
    ("緊急と判定した記録(本文なし)", "SAFETY_EVENT_RETENTION_DAYS", "日", ""),
    ("操作の記録", "AUDIT_RETENTION_DAYS", "日", ""),
    ("応答エンジンの作業用の記憶", "TRACKER_RETENTION_HOURS", "時間", ""),
    ("控え(バックアップ)", "BACKUP_RETENTION_DAYS", "日", "控えを取る仕組みの側で消します"),
)
TAG_FORM = forms.modelform_factory(Tag, fields=["name"])
CANNED_FORM = forms.modelform_factory(
    CannedReply, fields=["title", "text"], widgets={"text": forms.Textarea(attrs={"rows": 4})}
)


@needs(Right.READ)
def index(request: StaffRequest) -> HttpResponse:
    """One's own account, and what is kept how long."""
    retention = [(what, getattr(settings, name), unit, note, name) for what, name, unit, note in RETENTION]

    roles = [role.label for role in Role if role in roles_of(request.user)]
    return render(request, "console/settings.html", {"retention": retention, "roles": roles})


@needs(Right.MANAGE, "GET", "POST")
def masking(request: StaffRequest) -> HttpResponse:
    """What the masks make of a text; it is kept nowhere."""
    text = request.POST.get("text", "")[:LONGEST_TRY]
    content = {"text": text, "masked": masked(text) if text else "", "longest": LONGEST_TRY}
    return render(request, "console/settings_masking.html", content)


@needs(Right.MANAGE, "GET", "POST")
def tags(request: StaffRequest) -> HttpResponse:
    """The tags, and a form for one more."""
    form = TAG_FORM(request.POST or None)
    rows = Tag.objects.annotate(used=Count("desks"))
    return _collection(request, form, "tag", {"rows": rows}, "タグ")


@needs(Right.MANAGE, "POST")
def delete_tag(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes the tag off all conversations and out of the list."""
    return _delete(request, Tag, pk, "tag", "console-settings-tags")


@needs(Right.MANAGE, "GET", "POST")
def canned(request: StaffRequest) -> HttpResponse:
    """The canned replies, and a form for one more."""
    form = CANNED_FORM(request.POST or None)
    return _collection(request, form, "canned", {"rows": CannedReply.objects.all()}, "定型文")


@needs(Right.MANAGE, "GET", "POST")
def edit_canned(request: StaffRequest, pk: int) -> HttpResponse:
    """One canned reply, to be changed."""
    found = get_object_or_404(CannedReply, pk=pk)
    form = CANNED_FORM(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        note(request, What.CHANGE, f"canned reply {pk}")
        return back(request, reverse("console-settings-canned"), "定型文を変更しました。")
    content = {"form": form, "editing": found, "rows": CannedReply.objects.all()}
    return render(request, "console/settings_canned.html", content, status=422 if form.errors else 200)


@needs(Right.MANAGE, "POST")
def delete_canned(request: StaffRequest, pk: int) -> HttpResponse:
    """Takes the canned reply out of the list."""
    return _delete(request, CannedReply, pk, "canned reply", "console-settings-canned")


def _collection(request: StaffRequest, form: Any, name: str, content: dict[str, Any], label: str) -> HttpResponse:
    """The list with its form; 422 with the form as written when something is wrong in it."""
    if request.method == "POST" and form.is_valid():
        form.save()
        note(request, What.CHANGE, name)
        return back(request, request.path, f"{label}を追加しました。")
    template = "console/settings_tags.html" if name == "tag" else "console/settings_canned.html"
    return render(request, template, {"form": form, **content}, status=422 if form.errors else 200)


def _delete(request: StaffRequest, model: type[Model], pk: int, name: str, page: str) -> HttpResponse:
    get_object_or_404(model, pk=pk).delete()
    note(request, What.CHANGE, f"{name} {pk} deleted")
    return back(request, reverse(page), "削除しました。")
