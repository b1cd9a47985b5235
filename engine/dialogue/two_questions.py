"""Two questions in one message: 「費用と期間を教えて」「内側が痛い原因は？あと何科に行けばいい？」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.analysis.morphemes import Morpheme

_SENTENCE_END = re.compile(r"(?<=[?？。!！\n])\s*|\s{2,}")
_LINK = re.compile(
    r"^(?:あと|それと(?!も)|それから|また|ついでに|もう(?:一つ|1つ|ひとつ)|ほかに|あわせて|合わせて)(?:は)?[、,]?"
)
# In the middle of a sentence only these begin a second question; a plain 「あと」 may be 「捻挫のあと」.
_LINK_INSIDE = re.compile(r"[、,]\s*(?:あと|それと(?!も)|それから|ついでに)[、,]?")
_ALTERNATIVE = re.compile(r"それとも|どっち|どちら|または|違い|ちがい|比べ|比較|差は|関係")
_QUESTION = re.compile(
    r"[?？]|(?:です|ます|でしょう|ません)か|のか。?$|の。?$|教え|知りたい|聞きたい|おしえ|いくら|なんぼ|何[科日回時円歳]|どこ|いつ|どう|なぜ|なんで|どれ|どんな|"
    r"(?:かな|かしら|やろか|ですかね|ありますか|できる|いい)。?$"
)
_AND = frozenset({"と", "や", "・", "、", "&", "＆", "および"})
_AFTER_NOUNS = frozenset({"を", "は", "って", "について", "も", "に", "が"})
_ASKS = re.compile(
    r"^(?:を|は|って|に?ついて|も|が(?=知り|聞き|分か|わか))(?:両方|それぞれ|一緒に)?(?:教え|おしえ|知りた|聞きた|お願い|どう|どのくらい|どれくらい|いくら|[?？]?$).{0,12}$"
)


def halves(text: str, morphemes: Sequence[Morpheme]) -> tuple[str, str] | None:
    """The two questions of `text`, each readable by itself.

    `morphemes` are those of `text`. `None` if it is one question, a choice between two things, or
    a story and a question.
    """
    if _ALTERNATIVE.search(text):
        return None
    parts = [part.strip() for part in _SENTENCE_END.split(text.strip()) if part and part.strip()]
    parts = [_LINK.sub("", piece) for part in parts for piece in _LINK_INSIDE.split(part) if piece.strip()]
    if len(parts) == 2 and all(_QUESTION.search(part) for part in parts):
        return parts[0], parts[1]
    return _pair(text, morphemes) if len(parts) == 1 else None


def _pair(text: str, morphemes: Sequence[Morpheme]) -> tuple[str, str] | None:
    """「BMEの費用と期間を教えて」: two nouns asked for in one breath, perhaps of one thing."""
    kinds = ["noun" if m.pos[0] in {"名詞", "接尾辞", "接頭辞"} else m.surface for m in morphemes]
    nouns = 0
    while nouns < len(kinds) and (kinds[nouns] == "noun" or kinds[nouns] == "の" or kinds[nouns] in _AND):
        nouns += 1
    links = [i for i in range(nouns) if kinds[i] in _AND]
    if len(links) != 1 or not 0 < links[0] < nouns - 1 or nouns == len(kinds):
        return None
    link = links[0]
    tail = text[morphemes[nouns].begin :]
    owner = max((i for i in range(link) if kinds[i] == "の"), default=-1)
    if "の" in kinds[link:nouns] or kinds[nouns] not in _AFTER_NOUNS or not _ASKS.match(tail):
        return None
    first_begin = morphemes[owner + 1].begin
    first = text[first_begin : morphemes[link].begin]
    second = text[morphemes[link + 1].begin : morphemes[nouns].begin]
    of = text[:first_begin]
    return of + first + tail, of + second + tail
