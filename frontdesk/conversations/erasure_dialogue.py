"""「履歴を削除」 typed or tapped: ask once, then erase. The engine has no part in it, so it works without it."""

from __future__ import annotations

import re
import unicodedata
import uuid
from typing import Any

from clinic.current import current_profile
from frontdesk.conversations import sentences
from frontdesk.conversations.bubbles import Bubble, EngineReply, QuickReply, Topic
from frontdesk.conversations.erasure import erase_conversation
from frontdesk.conversations.models import Conversation, Turn
from frontdesk.conversations.red_flags.reminders import reminder
from frontdesk.conversations.red_flags.replies import flag_of
from frontdesk.conversations.transcript import numbered
from frontdesk.conversations.utterances import Utterance
from frontdesk.privacy.audit import VISITOR, Origin

YES, NO = sentences.ERASE_YES["payload"], sentences.ERASE_NO["payload"]
# What a turn of this dialogue has in `actions`.
ASKED, KEPT = "ask_erasure", "keep_record"

_WHAT = (
    r"(?:履歴|りれき|会話|かいわ|チャット|トーク|やりとり|やり取り|データ|でーた|記録|きろく|ログ|メッセージ|個人情報|内容"
    r"|書き込み|送った(?:内容|もの))"
)
_WHOSE = r"(?:(?:この|その|今の|今まで|これまで|さっき|先ほど|私|わたし|自分|LINE|ここ|全て|すべて|全部)の?)"
_ALL = r"(?:全部|ぜんぶ|すべて|全て|みんな)?"
_PLEASE = (
    r"(?:です|ください|下さい|ほしい|欲しい|もらえますか|いただけますか|お願い|おねがい|します|いたします"
    r"|のですが|んですけど)*"
)
_COMMAND = re.compile(
    rf"{_WHOSE}?{_WHAT}(?:の?{_WHAT})?(?:を|は|も|の)?{_ALL}"
    rf"(?:(?:削除|消去|抹消|クリア|さくじょ|しょうきょ)(?:して|したい|する|できますか|できる|を|希望)?{_PLEASE}"
    rf"|(?:消|け)(?:して|したい|す|せますか|せる){_PLEASE})",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\s、。,.!?「」『』・]+")
_SAYS_YES = re.compile(
    r"(?:はい|うん|ええ|お願い(?:し|いたし)ます|よろしい(?:です)?|ok|(?:はい)?(?:削除(?:する|して|します)?|消して|消す)(?:ください)?)"
    r"(?:お願い(?:し|いたし)ます)?",
    re.IGNORECASE,
)
_SAYS_NO = re.compile(
    r"(?:いいえ|いえ|いや)?(?:やっぱり?)?(?:やめ(?:る|ます|て(?:おきます|ください)?)|キャンセル|(?:消さ|削除し|し)ない(?:で(?:ください)?)?)|いいえ|いえ|いや"
)


def is_command(text: str) -> bool:
    """True for 「履歴を削除」「会話を消して」 and their like, and only if nothing else is said beside it."""
    return _COMMAND.fullmatch(_folded(text)) is not None


def own_reply(conversation: uuid.UUID, utterance: Utterance) -> EngineReply | None:
    """The front desk's own reply to this message; None when it is not about erasing, or confirms it."""
    if utterance.payload == NO or (_says(_SAYS_NO, utterance) and _was_asked(conversation)):
        return _reply(Bubble(text=sentences.NOT_ERASED), KEPT)
    if utterance.text and is_command(utterance.text):
        choices = [QuickReply(**sentences.ERASE_YES), QuickReply(**sentences.ERASE_NO)]
        return _reply(Bubble(text=sentences.ERASE_QUESTION, quick_replies=choices), ASKED)
    return None


def is_confirmed(conversation: uuid.UUID, utterance: Utterance) -> bool:
    """True when 削除する was tapped, or typed right after the question."""
    if utterance.payload:
        return utterance.payload == YES
    return _says(_SAYS_YES, utterance) and _was_asked(conversation)


def erase(conversation: uuid.UUID) -> list[dict[str, Any]]:
    """Erases the conversation; the last messages that are shown of it. An active red flag is repeated first."""
    found = Conversation.objects.filter(pk=conversation).first()
    bubbles: list[dict[str, Any]] = [{"text": sentences.ERASED}]
    if found is not None:
        flag = flag_of(found)
        bubbles = [*([reminder(flag, current_profile())] if flag else []), *bubbles]
        erase_conversation(conversation, who=VISITOR, origin=Origin(found.channel))
    return numbered(bubbles, (found.last_number if found else 0) + 1)


def _was_asked(conversation: uuid.UUID) -> bool:
    """True when the latest answer was the question whether to erase."""
    answered = Turn.objects.filter(conversation=conversation, answered_at__isnull=False)
    return ASKED in (answered.order_by("-number").values_list("actions", flat=True).first() or ())


def _says(words: re.Pattern[str], utterance: Utterance) -> bool:
    folded = _folded(utterance.text)
    return bool(folded) and words.fullmatch(folded) is not None


def _folded(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


def _reply(bubble: Bubble, action: str) -> EngineReply:
    return EngineReply(messages=[bubble], topic=Topic(name="privacy", confidence=1.0), actions=[action])
