"""How an utterance is meant while a form waits for an answer: as the answer, as a word to the form, or as neither.

The classifier has never seen 「田中」 or 「来週の火曜」 and takes them for something out of scope; a question in the middle of
a form must still be answered. So the slot that is asked for decides first what an answer to it looks like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.analysis.morphemes import analyse
from engine.dialogue import form_words

# Intents that no example teaches: only this module gives them.
ANSWER, CHOICE, EDIT, BACK, AGAIN = "form_answer", "form_choice", "edit_booking", "go_back", "ask_again"
STOP, RED_FLAG = "stop", "red_flag"

# Dialogue acts that are answered in the middle of a form, beside all topics.
_ANSWERED_ACTS = frozenset(
    {
        "handoff_phone", "privacy", "complaint", "help", "ask_diagnosis", "ask_medication_advice",
        "express_distress", "book_counseling",
    }
)  # fmt: skip
_COURTESIES = frozenset({"thank", "greet"})
_QUESTION = re.compile(
    r"[?？]|(?:です|ます|ました|でしょう|ません)か|教え|おしえ|知りた|聞きた|のか。?$|かな。?$|かしら|いくら|なんぼ|どこ|いつから|いつまで|何[時科回円歳]|どう(?:やって|して|し|です|なん|すれ)|"
    r"って(?:何|なに)|とは。?$|(?:ある|できる|いる|いい|する|なる|効く|治る)の。?$|なぜ|なんで"
)
_DIGITS = re.compile(r"\d")
_LEAST_PHONE_DIGITS = 5
_WISH = re.compile(
    r"\d+ ?(?:月|日|時|/|:|週|[-.]\d)|[一二三四五六七八九十]+(?:月|日|時)|[月火水木金土日](?:曜|よう)|(?:げつ|か|すい|もく|きん|ど|にち)よう|今日|本日|"
    r"きょう|明日|あした|あす|明後日|あさって|"
    r"昨日|きのう|おととい|今週|来週|らいしゅう|再来週|さらいしゅう|次週|今月|来月|らいげつ|月末|げつまつ|週末|しゅうまつ|平日|へいじつ|土日|どにち|今度の|こんどの|午前|ごぜん|午後|ごご|朝|昼|夕方|ゆうがた|夜|"
    r"いつでも|何時でも|なんじでも|任せ|まかせ|なるべく早|早め|はつか|ついたち|ふつか|みっか|よっか|むいか|なのか|ようか|ここのか|とおか|(?:いち|に|さん|よ|ご|ろく|しち|はち|く|じゅう)じ(?:$|はん|ごろ)"
)
_SAYS_NAME = re.compile(r"(?:です|と申します|申します|いいます|といいます|と言います|でございます|っす|だ|じゃ|や)。?$")
_LONGEST_NAME = 25

_CHOICES_BY_SLOT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "booking_wish_second": (("none", "second_none"),),
    "booking_email": (("none", "email_none"),),
    "booking_consent": (("yes", "consent_yes"), ("no", "consent_no")),
    "booking_confirm": (("yes", "confirm_yes"),),
}
_SAYS = {"yes": form_words.says_yes, "no": form_words.says_no, "none": form_words.says_none}
READ_BACK_SLOT = "booking_confirm"
LAST_SLOT = "booking_email"


@dataclass(frozen=True)
class Heard:
    """What the pipeline made of the text: its topic, whether it is sure of it, and the kinds of its entities."""

    topic: str | None = None
    is_understood: bool = False
    entities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Meant:
    """The intent an utterance has in the form, and the entities that come with it."""

    intent: str
    entities: Mapping[str, str] = field(default_factory=dict)


def meant(slot: str, text: str, heard: Heard) -> Meant | None:
    """How `text` is meant while `slot` is asked for; None leaves it as it was understood."""
    if heard.topic == RED_FLAG and heard.is_understood:
        return None
    return _word_to_the_form(slot, text, heard) or _choice(slot, text) or _answer(slot, text, heard)


def _word_to_the_form(slot: str, text: str, heard: Heard) -> Meant | None:
    if form_words.wants_stop(text):
        return Meant(STOP)
    if form_words.wants_back(text):
        return Meant(BACK)
    if form_words.wants_again(text):
        return Meant(AGAIN)
    if len(text) > _LONGEST_NAME or _QUESTION.search(text):
        return None
    wanted = form_words.edited_field(text, is_read_back=slot == READ_BACK_SLOT)
    if wanted is None and slot == READ_BACK_SLOT and form_words.says_no(text):
        wanted = ""
    if wanted is not None:
        return Meant(EDIT, {"field": wanted} if wanted else {})
    # 「ほな、お願いします」 is near a farewell, and a yes.
    return Meant(STOP) if _ends(slot, text, heard) and _choice(slot, text) is None else None


def _ends(slot: str, text: str, heard: Heard) -> bool:
    """True where the classifier hears an end; 「日時を変更したい」 is near 「予約を取り消したい」 and is none."""
    if not heard.is_understood:
        return False
    cancels = slot != LAST_SLOT and heard.topic == "cancel_booking" and form_words.speaks_of_cancelling(text)
    return cancels or heard.topic in {STOP, "goodbye"}


def _choice(slot: str, text: str) -> Meant | None:
    for kind, value in _CHOICES_BY_SLOT.get(slot, ()):
        if _SAYS[kind](text):
            return Meant(CHOICE, {"answer": value})
    return None


def _answer(slot: str, text: str, heard: Heard) -> Meant | None:
    is_question = bool(_QUESTION.search(text))
    if _looks_like_answer(slot, text, heard, is_question=is_question):
        return Meant(ANSWER)
    if is_question or (heard.is_understood and _is_answered(heard.topic)):
        return None
    return Meant(ANSWER)


def _is_answered(topic: str | None) -> bool:
    return topic is not None and ("/" in topic or topic in _ANSWERED_ACTS or topic in _COURTESIES)


def _looks_like_answer(slot: str, text: str, heard: Heard, *, is_question: bool) -> bool:
    plain = unicodedata.normalize("NFKC", text)
    if slot == "booking_name":
        return not is_question and _is_name(plain)
    if slot == "booking_phone":
        return len(_DIGITS.findall(plain)) >= _LEAST_PHONE_DIGITS
    if slot == "booking_email":
        return "@" in plain
    if slot in {"booking_wish_first", "booking_wish_second"}:
        # 「日曜日はやっていますか」 asks; 「来週の火曜は空いていますか」 wishes.
        asks_hours = is_question and heard.is_understood and (heard.topic or "").startswith("clinic/")
        return bool(_WISH.search(plain)) and not asks_hours
    # What somebody wants to talk about is mostly about the body, and is no interruption unless it asks something.
    return slot == "booking_concern" and not is_question and heard.topic not in _COURTESIES


def _is_name(text: str) -> bool:
    said = _SAYS_NAME.sub("", text.strip())
    if len(said) > _LONGEST_NAME:
        return False
    return any("人名" in morpheme.pos for morpheme in analyse(said))
