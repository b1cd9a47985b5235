"""The page behind an invitation: the first password. Open without signing in; the link is the proof."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontdesk.chat.limits import address_of
from frontdesk.console.refusals import refuse
from frontdesk.console.staff import invited
from frontdesk.privacy import audit


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Sets the password, then leads to the sign-in."""
    user = invited(uid, token)
    if user is None:
        what = "このリンクは使えません。すでに使われたか、期限(3日)が過ぎています。管理者に新しいリンクをもらってください。"
        return refuse(request, 404, what)
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        audit.note(
            audit.What.CHANGE, who=user.get_username(), origin=audit.Origin.CONSOLE, subject="password set by link",
            address=address_of(request),
        )  # fmt: skip
        messages.success(request, "パスワードを設定しました。ログインしてください。")
        return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "console/invitation.html", {"form": form, "account": user.get_username()}, status=status)
