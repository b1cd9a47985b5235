"""What is wrong with the channel's settings here and at LINE, as sentences with what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from linebot.v3.messaging import ApiClient

from frontdesk.line.health import LONGEST_WAIT_S, oldest_wait_s
from frontdesk.line.models import DailyNumber, Push
from frontdesk.line.platform import messaging, platform
from frontdesk.line.quota import MOST_USED, quota
from frontdesk.line.richmenu import MenuRefused, present
from frontdesk.line.verdicts import Outcome, Verdict

_RAW: dict[str, Any] = {"_preload_content": False, "_request_timeout": (3, 10)}
PATH = "/line/webhook"
WEEK = timedelta(days=7)


def findings() -> Iterator[str]:
    """One sentence for each thing that is wrong; none when all is well."""
    line = settings.LINE
    if not line.is_on:
        yield "LINE_CHANNEL_SECRET is not set, so the channel is off; see docs/line-set-up.md"
        return
    info = _get(lambda client: messaging(client).get_bot_info_with_http_info(**_RAW))
    if info.verdict is not Verdict.ACCEPTED:
        yield f"LINE does not let us in ({info.status or info.verdict}); check LINE_CHANNEL_ACCESS_TOKEN"
        return
    yield from _of_bot(info.content)
    yield from _of_webhook()
    yield from _of_quota()
    yield from _of_menu()
    yield from _of_our_own()


def _of_bot(info: dict[str, Any]) -> Iterator[str]:
    own = str(info.get("userId") or "")
    if not settings.LINE.bot_user_id:
        yield f"set LINE_BOT_USER_ID={own}, so that events for another bot are not taken"
    elif settings.LINE.bot_user_id != own:
        yield f"LINE_BOT_USER_ID is not this channel's: every event is ignored; set it to {own}"
    if info.get("chatMode") != "chat":
        yield "chat is off, so staff cannot answer; LINE Official Account Manager > 応答設定 > チャット: オン"
    if info.get("markAsReadMode") != "manual":
        yield "messages are marked read by themselves, so the unread list is no work list; turn chat on (応答設定)"


def _of_webhook() -> Iterator[str]:
    found = _get(lambda client: messaging(client).get_webhook_endpoint_with_http_info(**_RAW))
    if found.verdict is Verdict.MISSING or not found.content.get("endpoint"):
        yield f"no webhook address is set; LINE Developers Console > Messaging API > Webhook URL: …{PATH}"
        return
    address = str(found.content["endpoint"])
    if not found.content.get("active"):
        yield "the webhook is off; LINE Developers Console > Messaging API > Use webhook: on"
    wanted = settings.PUBLIC_URL + PATH
    if settings.PUBLIC_URL.startswith("https://") and address != wanted:
        yield f"the webhook leads to {address}, not to {wanted}; change one of them"


def _of_quota() -> Iterator[str]:
    month = quota(is_fresh=True)
    if month is None:
        yield "LINE does not say how many pushes the month allows; nothing but urgent answers is pushed meanwhile"
    elif not month.has_room:
        yield f"{month.used} of {month.limit} pushes of this month are used; beyond {MOST_USED:.0%} only urgent ones go out"


def _of_menu() -> Iterator[str]:
    try:
        found = present()
    except MenuRefused as problem:
        yield str(problem)
        return
    if found.default not in found.ours:
        yield 'our rich menu is not the default one; make line-setup ARGS="--apply"'


def _of_our_own() -> Iterator[str]:
    wait_s = oldest_wait_s()
    if wait_s > LONGEST_WAIT_S:
        yield f"an event has waited for {wait_s:.0f} s; does manage.py line_worker run?"
    refused = Push.objects.filter(state=Push.State.REFUSED, made_at__gt=timezone.now() - WEEK).count()
    if refused:
        yield f"{refused} pushes of the last week did not go out; the console says whom to call"
    days = DailyNumber.objects.filter(day__gt=timezone.localdate() - WEEK)
    for row in days.values("what").annotate(number=Sum("number")).order_by("what"):
        yield f"in the last week, {row['number']} times: {row['what']}"


def _get(call: Callable[[ApiClient], Any]) -> Outcome:
    return platform().call("info", call)
