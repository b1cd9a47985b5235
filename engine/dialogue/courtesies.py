"""Greetings and thanks around a question: they are read past, so that the question is answered."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"^(?:\s|[、。,.!！?？…~〜ー♪]|"
    r"(?:こん(?:に|ば)ち?[はわ]|おはよう(?:ございます)?|はじめまして|初めまして|お世話(?:に|様)(?:なって(?:い|お)?ります|なります|です)?|"
    r"すみません(?:が)?|すいません(?:が)?|恐れ入ります(?:が)?|失礼(?:し|いたし|致し)ます|"
    r"(?:突然|夜分|朝早く)(?:に)?(?:すみません|失礼(?:し|いたし|致し)ます|恐れ入ります)|もしもし|あの[うー~]*|えっと[ー~]*|"
    r"ちょっと(?:お聞きし|聞き|お伺いし|伺い|質問し)たい(?:の?です)?(?:が|けど)|(?:一つ|1つ|ひとつ)?質問(?:なん|なの)?(?:です(?:が|けど|けれど)?|があります(?:が)?|させてください|いいですか|だけど|やけど)|"
    r"どうも|毎度|まいど|よろしくお願い(?:し|いたし|致し)ます))+"
)
_CLOSING = (
    r"(?:どうぞ|何卒|以上、?)?(?:よろしく|宜しく)(?:お願い)?(?:し|いたし|致し)?(?:ます)?(?:m\(_ _\)m)?|"
    r"(?:どうも)?(?:ありがとうございま(?:す|した)|助かります)|お手数(?:を)?(?:お)?かけ(?:し|いたし)ます(?:が)?"
)
# Marks stand only before a phrase and once at the end: with marks on both sides of a repeated
# phrase the search takes exponential time on 「ありがとうございます。」 many times over.
_MARKS = r"[、。,.!！…~〜\s]*"
_AFTER = re.compile(rf"(?:{_MARKS}(?:{_CLOSING}))+{_MARKS}$")
# What is left must be able to be a question of its own.
_LEAST_CHARACTERS = 4


def question_span(text: str) -> tuple[int, int]:
    """Begin and end of `text` without the courtesies around it; the whole if little or nothing else is left."""
    before = _BEFORE.match(text)
    begin = before.end() if before else 0
    after = _AFTER.search(text, begin)
    end = after.start() if after else len(text)
    if len(text[begin:end].strip()) < _LEAST_CHARACTERS:
        return 0, len(text)
    return begin, end
