"""What is marked on a conversation: read, flag, tags, notes, a missed name, an urgent one confirmed."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from frontdesk.console.access import StaffRequest, needs
from frontdesk.console.masking import TAGS, hide, masked
from frontdesk.console.models import Desk, Note, Tag
from frontdesk.console.models.marks import LONGEST_NOTE
from frontdesk.console.noting import What, note
from frontdesk.console.returning import back
from frontdesk.console.roles import Right
from frontdesk.conversations.models import Conversation


def _page(pk: uuid.UUID) -> str:
    return reverse("console-conversation", args=[pk])


def _desk(pk: uuid.UUID) -> Desk:
    return Desk.objects.get_or_create(conversation=get_object_or_404(Conversation, pk=pk))[0]


@needs(Right.MARK, "POST")
def unread(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """未読に戻す."""
    desk = _desk(pk)
    desk.read_number = 0
    desk.save()
    note(request, What.CHANGE, "unread", conversation=pk)
    return back(request, reverse("console-conversations"), "未読に戻しました。")


@needs(Right.MARK, "POST")
def flag(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """Sets the flag, or takes it off."""
    desk = _desk(pk)
    desk.is_flagged = not desk.is_flagged
    desk.save()
    note(request, What.CHANGE, "flag", conversation=pk)
    return back(request, _page(pk), "旗を付けました。" if desk.is_flagged else "旗を外しました。")


@needs(Right.MARK, "POST")
def tags(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """The tags that are ticked, and no others."""
    desk = _desk(pk)
    desk.tags.set(Tag.objects.filter(name__in=request.POST.getlist("tag")))
    desk.save()
    note(request, What.CHANGE, "tags", conversation=pk)
    return back(request, _page(pk), "タグを変更しました。")


@needs(Right.MARK, "POST")
def add_note(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """A note for colleagues; personal values in it are masked as the visitor's are."""
    conversation = get_object_or_404(Conversation, pk=pk)
    text = request.POST.get("text", "").strip()
    if not text or len(text) > LONGEST_NOTE:
        said = f"ノートは1文字以上、{LONGEST_NOTE}文字以内で書いてください。"
        return back(request, _page(pk), said, is_problem=True)
    kept = masked(text)
    Note.objects.create(conversation=conversation, by=request.user.get_username(), text=kept)
    note(request, What.CHANGE, "note", conversation=pk)
    said = "ノートを追加しました。" + ("個人情報と思われる部分は伏せました。" if kept != text else "")
    return back(request, f"{_page(pk)}#notes", said)


@needs(Right.MARK, "POST")
def confirm_red(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """緊急を確認済みにする: somebody has looked at it."""
    desk = _desk(pk)
    if desk.red_confirmed_at is None:
        desk.red_confirmed_at, desk.red_confirmed_by = timezone.now(), request.user.get_username()
        desk.save()
        note(request, What.CHANGE, "red flag confirmed", conversation=pk)
    return back(request, _page(pk), "緊急の内容を確認済みにしました。")


@needs(Right.MARK, "POST")
def hide_words(request: StaffRequest, pk: uuid.UUID) -> HttpResponse:
    """伏せ字にする: words that the masks have missed are replaced for good, in the whole conversation."""
    conversation = get_object_or_404(Conversation, pk=pk)
    words, tag = request.POST.get("words", "").strip(), request.POST.get("tag", "")
    if len(words) < 2 or tag not in TAGS:
        said = "伏せる言葉を2文字以上で、会話にあるとおりに書いてください。"
        return back(request, _page(pk), said, is_problem=True)
    count = hide(conversation, words, tag)
    note(request, What.CHANGE, "masked", conversation=pk, rows=count)
    if not count:
        return back(request, _page(pk), "その言葉は、この会話の中に見つかりません。", is_problem=True)
    return back(request, _page(pk), f"{count}か所を〔{tag}〕に置き換えました。元には戻せません。")
